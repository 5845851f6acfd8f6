import { generateKeyPairSync } from "node:crypto";
import * as z from "zod";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf } from "../../config/schema-walk";
import { validCertificate } from "./cases/certificates";

/** Every path of the schema that holds a secret; `[]` and `*` stand for any position and name. */
export function secretPaths(): string[] {
  return [...new Set(pathsBelow(stackConfigSchema, ""))];
}

function pathsBelow(schema: z.core.$ZodType, path: string): string[] {
  if (notesOf(schema).secret === true) return [path];
  const found = inner(schema);
  const at = (step: string) => (path === "" ? step : `${path}.${step}`);
  if (found instanceof z.ZodObject) {
    return Object.entries<z.core.$ZodType>(found.shape).flatMap(([key, below]) =>
      pathsBelow(below, at(key)),
    );
  }
  if (found instanceof z.ZodArray) return pathsBelow(found.element, `${path}[]`);
  if (found instanceof z.ZodRecord) return pathsBelow(found.valueType, at("*"));
  if (found instanceof z.ZodUnion) {
    return found.options.flatMap((option) => pathsBelow(option, path));
  }
  return [];
}

/** Right values for every secret of the schema, and for whatever has to stand beside them. */
export function everySecret(canary: string): Record<string, unknown> {
  const database = (service: string) => ({
    password: `${canary}-${service}`,
    url: `postgresql://${service}:${canary}-${service}@db/${service}`,
    migration: { password: `${canary}-${service}-migration` },
  });
  const workload = { env: { KEY: { secret: `${canary}-env` } } };
  const web = {
    ...workload,
    sentry: { dsn: "https://k@s.io/1", authToken: `${canary}-sentry` },
    cookieSecret: `${canary}-cookie`,
    oauthClient: { secret: `${canary}-oauth` },
  };
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
    dex: {
      ...workload,
      membershipClient: { secret: `${canary}-membership-client` },
      signer: { vault: { address: "https://v.w.x", keyName: "k", token: `${canary}-vault` } },
      // A key of AES has 32 bytes.
      sessions: { cookieEncryptionKey: `${canary}-session`.padEnd(32, "k") },
      localUsers: [{ email: "a@b.c", hash: `$2b$12$${bcrypt}` }],
      connectors: connectorSecrets(canary),
      additionalClients: [
        { id: "app", redirectUris: ["https://app.test"], secret: `${canary}-dex-client` },
      ],
    },
    oidc: { host: "login.example.com", clientId: "c", clientSecret: `${canary}-oidc` },
    membership: {
      ...workload,
      grpcTokens: [`${canary}-grpc-1`, `${canary}-grpc-2`],
      additionalClients: [{ id: "app", secret: `${canary}-client` }],
      connectors: [
        {
          id: "c",
          name: "C",
          issuer: "https://c.test",
          clientId: "c",
          clientSecret: `${canary}-connector`,
        },
      ],
    },
    console: web,
    portal: web,
    nats: { url: `nats://u:${canary}-nats@nats:4222`, password: `${canary}-nats-password` },
    licence: { token: `e30.${Buffer.from(canary).toString("base64url")}.${canary}` },
    seed: {
      stacks: [{ name: "s", organization: "o", region: "r", clientSecret: `${canary}-stack` }],
    },
  };
}

const { privateKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  privateKeyEncoding: { format: "pem", type: "pkcs8" },
  publicKeyEncoding: { format: "pem", type: "spki" },
});

/** Connectors that have, among them, every secret that a connector can have. */
function connectorSecrets(canary: string): Record<string, unknown>[] {
  const account = (name: string) =>
    JSON.stringify({ type: "service_account", private_key: `${canary}-${name}` });
  const typed = (type: string, config: Record<string, unknown>) => ({
    type,
    id: type,
    name: type,
    config,
  });
  return [
    { preset: "okta", domain: "a.okta.com", clientId: "c", clientSecret: `${canary}-okta` },
    {
      preset: "google-workspace",
      domains: ["example.com"],
      clientId: "c",
      clientSecret: `${canary}-workspace`,
      serviceAccountKey: account("workspace-account"),
    },
    {
      preset: "openldap",
      host: "ldap.example.com",
      baseDn: "dc=example",
      bindDn: "cn=dex",
      bindPassword: `${canary}-openldap`,
    },
    typed("google", {
      clientID: "c",
      clientSecret: `${canary}-google`,
      serviceAccountFilePath: account("google-account"),
    }),
    typed("ldap", {
      host: "ldap.example.com",
      userSearch: { baseDN: "dc=example", username: "uid" },
      bindPW: `${canary}-ldap`,
      clientCert: validCertificate,
      clientKey: privateKey,
    }),
    typed("keystone", {
      domain: "default",
      keystoneHost: "https://keystone.example.com",
      keystoneUsername: "admin",
      keystonePassword: `${canary}-keystone`,
    }),
    typed("mockPassword", { username: "u", password: `${canary}-mock` }),
  ];
}
