import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Mapping } from "../../config/path";
import { writeYaml } from "../../yaml/write";
import { minimal, project } from "../config/support";
import { secretKeys, stackConfig } from "../support/example-stacks";
import { CANARY } from "./mutations";

function stackText(values: Mapping): string {
  const entries = Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]);
  return writeYaml({ config: Object.fromEntries(entries) as Mapping });
}

const secure = { secure: CANARY };

/** A stack that leaves to a shared file what one can hold. */
const login = { password: secure };
export const stackOfShared = stackText({
  extends: ["shared.yaml"],
  domain: "example.com",
  database: { membership: login, dex: login, console: login, portal: login },
});

/** The stack files of the examples, with an encrypted value for each secret. */
export const stackTexts = globSync("examples/{*,profiles/*}/Pulumi.*.yaml").map((file) =>
  stackText(own(stackConfig(file, secretKeys(join(dirname(file), "secrets.sh")), secure))),
);

/** The config with the shared file that the readers put beside it. */
function own({ extends: names, ...config }: Mapping): Mapping {
  return names === undefined ? config : { extends: ["base.yaml"], ...config };
}

const { domain: _domain, database, ...shared } = minimal;

/** Shared files. */
export const sharedTexts = [
  writeYaml({ ...shared, database: { host: database.host } }),
  writeYaml({
    ...shared,
    database: { host: database.host, parameters: { application_name: "x" } },
    membership: {
      replicas: 2,
      env: { A: "b", C: { secretRef: { name: "s", key: "k" } } },
      podLabels: { team: "a" },
      tolerations: [{ key: "a", operator: "Exists" }],
      initContainers: [{ name: "i", image: "i:1", env: [{ name: "A", value: "b" }] }],
    },
    dex: {
      admin: { enabled: true },
      configOverrides: { frontend: { issuer: "X" }, expiry: { idTokens: "1h" } },
      connectors: [
        {
          type: "ldap",
          id: "l",
          name: "L",
          config: { host: "ldap.example.com:636", userSearch: { baseDN: "dc=x", username: "uid" } },
        },
      ],
    },
    observability: { traces: { endpoint: "otel" }, logs: { level: "debug" } },
    networkPolicies: { enabled: true },
    seed: {
      users: [{ email: "a@example.com" }],
      organizations: [{ name: "A", owner: "a@example.com" }],
    },
  }),
];

/** Seed files: the lists by themselves, and in a stack file. */
const seed = {
  users: [{ email: "a@example.com", role: "ADMIN" }, { email: "b@example.com" }],
  organizations: [
    {
      name: "A",
      owner: "a@example.com",
      domain: "example.com",
      members: [{ user: "b@example.com" }],
    },
    { name: "B", owner: "b@example.com" },
  ],
  regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
  stacks: [
    { name: "one", organization: "A", region: "eu", clientSecret: CANARY },
    { name: "two", organization: "B", region: "eu" },
  ],
};
export const seedTexts = [writeYaml(seed), stackText({ seed })];

/** The values of the vendor's profiles, and ones with secrets in clear everywhere. */
export const helmTexts = [
  ...globSync("test/moving-from-helm/values/profiles/*.yaml").map((file) =>
    readFileSync(file, "utf8"),
  ),
  readFileSync("test/moving-from-helm/values/everything.yaml", "utf8"),
  writeYaml({
    global: {
      serviceHost: "pay.example.com",
      nats: { enabled: true, url: `nats://u:${CANARY}@nats:4222` },
      postgresql: { host: "db", auth: { username: "u", password: CANARY } },
      platform: { membership: { oauthClient: { secret: CANARY } } },
      licence: { token: CANARY },
    },
    membership: {
      config: { additionalEnv: [{ name: "DB_PASSWORD", value: CANARY }] },
      podAnnotations: { url: `https://u:${CANARY}@h` },
      dex: {
        configOverrides: {
          connectors: [
            { type: "github", id: "g", name: "G", config: { clientID: "c", clientSecret: CANARY } },
          ],
        },
      },
    },
  }),
];
