import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane } from "../../support/control-plane";
import { canary, type Recorded } from "../../support/mocks";
import { clusterId, validLicence } from "../../config/cases/licences";

const given = {
  adminPassword: canary(),
  licence: `${validLicence}${canary()}`,
  nats: canary(),
  sentry: canary(),
  grpc: canary(),
  extra: canary(),
  hash: `$2a$10$${canary().replace(/\W/g, "").padEnd(53, "x")}`,
  connector: canary(),
};

const args: ControlPlaneArgs = {
  domain: "example.com",
  database: { managed: true, host: "db.internal", admin: { password: given.adminPassword } },
  dex: {
    admin: { enabled: true },
    localUsers: [{ email: "operator@example.com", hash: given.hash }],
    connectors: [
      {
        type: "oidc",
        id: "sso",
        name: "SSO",
        config: { issuer: "https://a.test", clientID: "dex", clientSecret: given.connector },
      },
    ],
  },
  membership: {
    managedStacks: false,
    grpcTokens: [given.grpc],
    env: [{ name: "EXTRA", secret: given.extra }],
    stackLifeCycle: { enabled: true },
    tokenCleanup: { enabled: true },
  },
  console: { sentry: { dsn: "https://sentry.test/1", authToken: given.sentry } },
  nats: { url: `nats://user:${given.nats}@nats.internal:4222` },
  licence: { token: given.licence, clusterId },
  ingress: { tls: { mode: "self-signed" } },
  seed: {
    users: [{ email: "admin@example.com" }],
    organizations: [{ name: "Acme", owner: "admin@example.com" }],
    regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
    stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
  },
};

/** Every value in the tree that holds the text, by path. */
function pathsOf(value: unknown, text: string, path = ""): string[] {
  if (typeof value === "string") return value.includes(text) ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, child]) =>
    pathsOf(child, text, path === "" ? key : `${path}.${key}`),
  );
}

function isSealed(resource: Recorded, path: string): boolean {
  return resource.secrets.some((secret) => path === secret || path.startsWith(`${secret}.`));
}

describe("secrets", () => {
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane(args);
  });

  it("reach no input that isn't marked secret", () => {
    // Generated values begin so in the mocks.
    const values = [...Object.values(given), "generated-", "key-"];
    let found = 0;
    for (const value of values) {
      for (const resource of resources) {
        for (const path of pathsOf(resource.inputs, value)) {
          found++;
          assert.ok(isSealed(resource, path), `${resource.type} ${resource.name}: ${path}`);
        }
      }
    }
    assert.ok(found > 40, `only ${found} places looked at`);
  });

  it("reach the cluster in Secrets alone", () => {
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
    for (const value of [...Object.values(given), "generated-"]) {
      for (const { type, name, inputs } of objects) {
        if (type === "kubernetes:core/v1:Secret") continue;
        assert.deepEqual(pathsOf(inputs, value), [], `${type} ${name}`);
      }
    }
  });

  it("are every one of them used", () => {
    for (const [name, value] of Object.entries(given)) {
      const places = resources.flatMap(({ inputs }) => pathsOf(inputs, value));
      assert.ok(places.length > 0, `${name} is used nowhere`);
    }
  });

  it("are read by pods from keys that their Secret has", () => {
    const keys = new Map<string, string[]>();
    for (const { type, inputs } of resources) {
      if (type !== "kubernetes:core/v1:Secret") continue;
      const metadata = inputs.metadata as { name: string };
      keys.set(metadata.name, Object.keys(inputs.stringData as object));
    }
    let references = 0;
    for (const { name, inputs } of resources) {
      for (const reference of referencesIn(inputs)) {
        references++;
        assert.ok(
          keys.get(reference.name)?.includes(reference.key),
          `${name} reads ${reference.key} of ${reference.name}`,
        );
      }
    }
    assert.ok(references > 20);
  });
});

function referencesIn(value: unknown): { name: string; key: string }[] {
  if (value === null || typeof value !== "object") return [];
  if ("secretKeyRef" in value) return [value.secretKeyRef as { name: string; key: string }];
  return Object.values(value).flatMap(referencesIn);
}
