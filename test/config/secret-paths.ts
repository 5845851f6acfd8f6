import * as z from "zod";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf } from "../../config/schema-walk";

/** Every path of the schema that holds a secret; `[]` and `*` stand for any position and name. */
export function secretPaths(schema: z.core.$ZodType = stackConfigSchema, path = ""): string[] {
  if (notesOf(schema).secret === true) return [path];
  const found = inner(schema);
  const at = (step: string) => (path === "" ? step : `${path}.${step}`);
  if (found instanceof z.ZodObject) {
    return Object.entries<z.core.$ZodType>(found.shape).flatMap(([key, below]) =>
      secretPaths(below, at(key)),
    );
  }
  if (found instanceof z.ZodArray) return secretPaths(found.element, `${path}[]`);
  if (found instanceof z.ZodRecord) return secretPaths(found.valueType, at("*"));
  if (found instanceof z.ZodUnion) {
    return found.options.flatMap((option) => secretPaths(option, path));
  }
  return [];
}

/** Right values for every secret of the schema, and for whatever has to stand beside them. */
export function everySecret(canary: string): Record<string, unknown> {
  const database = (service: string) => ({
    password: `${canary}-${service}`,
    url: `postgresql://${service}:${canary}-${service}@db/${service}`,
  });
  const workload = { env: { KEY: { secret: `${canary}-env` } } };
  const web = { ...workload, sentry: { dsn: "https://k@s.io/1", authToken: `${canary}-sentry` } };
  const bcrypt = canary
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .padEnd(53, "x")
    .slice(0, 53);
  return {
    domain: "example.com",
    database: {
      host: "db",
      admin: { password: `${canary}-admin` },
      membership: database("membership"),
      dex: database("dex"),
      console: database("console"),
      portal: database("portal"),
    },
    dex: { ...workload, localUsers: [{ email: "a@b.c", hash: `$2b$12$${bcrypt}` }] },
    oidc: { host: "login.example.com", clientId: "c", clientSecret: `${canary}-oidc` },
    membership: {
      ...workload,
      grpcTokens: [`${canary}-grpc-1`, `${canary}-grpc-2`],
      additionalClients: [{ id: "app", secret: `${canary}-client` }],
    },
    console: web,
    portal: web,
    nats: { url: `nats://u:${canary}-nats@nats:4222` },
    licence: { token: `e30.${Buffer.from(canary).toString("base64url")}.${canary}` },
    seed: {
      stacks: [{ name: "s", organization: "o", region: "r", clientSecret: `${canary}-stack` }],
    },
  };
}
