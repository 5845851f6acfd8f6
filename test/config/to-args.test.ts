import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { stackConfigSchema } from "../../config/schema";
import { visitLeaves } from "../../config/schema-walk";
import { SecretText } from "../../config/secret-text";
import { toArgs } from "../../config/to-args";
import { everySecret, secretPaths } from "./secret-paths";
import { changed, load, minimal } from "./support";

/** Stands for `pulumi.secret`, and can be told from plain text. */
const seal = (plain: string): Promise<string> => Promise.resolve(`sealed:${plain}`);

describe("the arguments of the control plane", () => {
  it("hold every secret of the schema sealed", () => {
    const canary = "canary5RkQ";
    const values = everySecret(canary);
    const expected: string[] = [];
    const set = new Set<string>();
    visitLeaves(stackConfigSchema, values, ({ path, value, secret }) => {
      if (!secret) return;
      expected.push(String(value));
      set.add(
        path
          .map((step, index) => (path[index - 1] === "env" ? "*" : step))
          .reduce<string>(
            (text, step) =>
              typeof step === "number" ? `${text}[]` : text === "" ? step : `${text}.${step}`,
            "",
          ),
      );
    });
    deepStrictEqual([...set].sort(), secretPaths().sort());

    const sealed: string[] = [];
    const args = toArgs(stackConfigSchema.parse(values), (plain) => {
      sealed.push(plain);
      return seal(plain);
    });
    // Dex isn't deployed beside `oidc`, so its secrets are dropped, but never left open.
    deepStrictEqual(sealed.sort(), expected.sort());
    ok(!JSON.stringify(args).includes(canary));
    strictEqual(findSecretText(args), false);
  });

  it("protect what can't be made again in production, unless they are told not to", () => {
    const protectOf = (change: Record<string, unknown>) =>
      toArgs(load(changed(change)), seal).protect;
    strictEqual(protectOf({}), true);
    strictEqual(protectOf({ environment: "test" }), false);
    strictEqual(protectOf({ protect: false }), false);
    strictEqual(protectOf({ environment: "test", protect: true }), true);
  });

  it("hold the secrets of free YAML sealed", async () => {
    const config = load(
      changed({
        dex: {
          connectors: [
            {
              type: "github",
              id: "gh",
              name: "GitHub",
              config: { clientID: "c", clientSecret: "c-5RkQ", org: "x" },
            },
          ],
          membershipClient: { secret: "o-5RkQ" },
          configOverrides: {
            staticClients: [
              {
                id: "membership",
                name: "Membership",
                secret: "o-5RkQ",
                redirectURIs: ["https://membership.example.com/api/authorize/callback"],
              },
            ],
          },
        },
      }),
    );
    const args = toArgs(config, seal);
    strictEqual(JSON.stringify(args).includes("5RkQ"), false);
    const overrides = (await args.dex?.configOverrides) as { staticClients: { secret: unknown }[] };
    strictEqual(await overrides.staticClients[0]?.secret, "sealed:o-5RkQ");
  });

  it("say whether databases are managed", () => {
    strictEqual(toArgs(load(minimal), seal).database.managed, false);
    const managed = changed({
      database: {
        mode: "managed",
        admin: { password: "a-5RkQ" },
        membership: null,
        dex: null,
        console: null,
        portal: null,
      },
    });
    const { database } = toArgs(load(managed), seal);
    strictEqual(database.managed, true);
    deepStrictEqual(Object.keys(database).sort(), ["admin", "host", "managed"]);
  });

  it("hold nothing that only the config knows", () => {
    const args = toArgs(load(changed({ environment: "test", extends: [] })), seal);
    for (const key of ["environment", "extends"]) ok(!Object.hasOwn(args, key));
    ok(!Object.hasOwn(args.database, "mode"));
  });

  it("allow connections in clear in test environments, and in production as it says", () => {
    const allowed = (change: Record<string, unknown>) =>
      toArgs(load(changed(change)), seal).database.allowInsecure;
    strictEqual(allowed({ environment: "test" }), true);
    strictEqual(allowed({}), undefined);
    strictEqual(allowed({ database: { allowInsecure: true } }), true);
  });

  it("make Dex's first user in test environments, and in production when it is asked for", () => {
    const admin = (change: Record<string, unknown>) =>
      toArgs(load(changed(change)), seal).dex?.admin;
    const users = [{ email: "a@example.com" }];
    strictEqual(admin({ environment: "test", dex: null })?.enabled, true);
    strictEqual(admin({ dex: { admin: null, localUsers: users } })?.enabled, false);
    strictEqual(admin({ dex: { admin: { enabled: true } } })?.enabled, true);
    const email = "first@example.com";
    deepStrictEqual(admin({ environment: "test", dex: { admin: { enabled: null, email } } }), {
      enabled: true,
      email,
    });
  });

  it("have no Dex beside one's own provider", () => {
    const oidc = { host: "login.example.com", clientId: "c", clientSecret: "s-5RkQ" };
    const args = toArgs(load(changed({ dex: null, oidc })), seal);
    ok(!Object.hasOwn(args, "dex"));
    strictEqual(args.oidc?.host, "login.example.com");
  });

  it("list environment variables", () => {
    const env = {
      PLAIN: "value",
      EMPTY: "",
      FROM: { secretRef: { name: "keys", key: "k" } },
    };
    const expected = [
      { name: "PLAIN", value: "value" },
      { name: "EMPTY", value: "" },
      { name: "FROM", secretRef: { name: "keys", key: "k" } },
    ];
    const args = toArgs(
      load(changed({ dex: { env }, membership: { env }, console: { env }, portal: { env } })),
      seal,
    );
    for (const workload of [args.dex, args.membership, args.console, args.portal]) {
      deepStrictEqual(workload?.env, expected);
    }
  });
});

function findSecretText(value: unknown): boolean {
  if (value instanceof SecretText) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(findSecretText);
}
