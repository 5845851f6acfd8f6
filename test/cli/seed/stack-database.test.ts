import assert from "node:assert/strict";
import { rootCertificates } from "node:tls";

import { stackDatabase, seedPlace } from "../../../cli/seed/stack-database";
import { configuredSpecification } from "../../../cli/seed/specification-file";
import type { OpenedStack } from "../../../cli/stack";
import type { StackResource } from "../../../cli/stack-state";
import { loadConfig, type StackConfig } from "../../../config";

function config(values: Record<string, unknown>): StackConfig {
  return loadConfig({
    project: "formance-control-plane",
    projectDirectory: process.cwd(),
    get: (key) => values[key],
    isSecret: () => true,
    keys: () => Object.keys(values),
  });
}

/** A stack with some resources; without a config, one that has problems. */
function stack(resources: readonly Partial<StackResource>[], known?: StackConfig): OpenedStack {
  return {
    name: "acme",
    engineVersion: () => Promise.resolve("3.0.0"),
    stackFile: undefined,
    config: () =>
      known === undefined
        ? Promise.reject(new Error("the config has problems"))
        : Promise.resolve(known),
    providerSettings: () => Promise.resolve({}),
    plugins: () => Promise.resolve([]),
    outputs: () => Promise.resolve({}),
    secrets: () => Promise.resolve([]),
    deployment: () => Promise.resolve(undefined),
    resources: () =>
      Promise.resolve(
        resources.map((resource) => ({ urn: "", type: "", inputs: {}, outputs: {}, ...resource })),
      ),
  };
}

const base = {
  domain: "example.com",
  dex: { admin: { enabled: true } },
  ingress: { tls: { mode: "none" } },
};

const managed = config({
  ...base,
  database: {
    mode: "managed",
    host: "db",
    operatorHost: "db.example.com",
    admin: { password: "a" },
  },
});

describe("the database of a stack", () => {
  it("is that of the seed's state, with what it seeded", async () => {
    const connection = { host: "h", port: 1, database: "d", user: "u", tlsMode: "disable" };
    const outputs = {
      connection,
      password: "sesame",
      schema: "s",
      waitForMigrationsSeconds: 0,
      prune: "never",
      specification: { users: [{ email: "a@example.com" }], rolePolicies: { admin: "4" } },
      clientSecrets: {},
      owned: { users: ["1"] },
    };
    const type = "pulumi-nodejs:formance-control-plane:MembershipSeed";
    // Whatever is wrong with the config by now.
    const found = await seedPlace(
      stack([
        { type: "formance-control-plane:index:MembershipSeed" },
        { type, inputs: { connection }, outputs },
      ]),
    );
    assert.deepEqual(found.connection, { ...connection, password: "sesame" });
    assert.equal(found.schema, "s");
    assert.deepEqual(found.previous?.specification, outputs.specification);
    assert.deepEqual(found.rolePolicies, { admin: "4" });
    assert.deepEqual(found.previous.owned.users, ["1"]);
  });

  it("without a seed has the generated password of the role", async () => {
    const role = {
      type: "postgresql:index/role:Role",
      outputs: { name: "membership", password: "generated" },
    };
    const { connection } = await stackDatabase(stack([role], managed));
    assert.deepEqual(connection, {
      host: "db.example.com",
      port: 5432,
      database: "membership",
      user: "membership",
      password: "generated",
      tlsMode: "verify-full",
      tlsCa: undefined,
      portForward: undefined,
    });
  });

  const servers: [
    string,
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
  ][] = [
    [
      "its own server, which operatorHost is no address of",
      {
        operatorHost: "tunnel",
        operatorPort: 6432,
        tlsCa: rootCertificates[0],
        membership: {
          host: "own",
          port: 15448,
          tlsMode: "verify-ca",
          tlsCa: rootCertificates[1],
          password: "p",
        },
      },
      {},
      { host: "own", port: 15448, tlsMode: "verify-ca", tlsCa: rootCertificates[1] },
    ],
    [
      "the common server at operatorHost",
      { port: 5433, operatorHost: "tunnel", operatorPort: 6432, membership: { password: "p" } },
      {},
      { host: "tunnel", port: 6432, tlsMode: "verify-full" },
    ],
    [
      "the pods' address through a port-forward",
      { operatorHost: "tunnel", operatorPort: 6432, membership: { password: "p" } },
      { portForward: { namespace: "db", service: "postgres" } },
      {
        host: "shared",
        port: 5432,
        tlsMode: "verify-full",
        portForward: { namespace: "db", service: "postgres" },
      },
    ],
    [
      "the server of its URL at operatorHost",
      {
        operatorHost: "tunnel",
        membership: { url: "postgresql://membership:p@own:6000/membership", tlsMode: "require" },
      },
      {},
      { host: "tunnel", port: 6000, tlsMode: "require" },
    ],
    [
      "the server of its URL with the TLS that the URL says",
      {
        tlsMode: "require",
        tlsCa: rootCertificates[0],
        membership: { url: "postgresql://membership:p@own:6000/membership?sslmode=verify-ca" },
      },
      {},
      { host: "own", port: 6000, tlsMode: "verify-ca", tlsCa: rootCertificates[0] },
    ],
    [
      "the server of its URL through a port-forward",
      {
        operatorHost: "tunnel",
        membership: { url: "postgresql://membership:p@own:6000/membership" },
      },
      { portForward: { namespace: "db", pod: "postgres-0" } },
      {
        host: "own",
        port: 6000,
        tlsMode: "verify-full",
        portForward: { namespace: "db", pod: "postgres-0" },
      },
    ],
  ];
  for (const [where, database, way, expected] of servers) {
    it(`before the first update is ${where}, as for pulumi up`, async () => {
      const others = Object.fromEntries(
        ["dex", "console", "portal"].map((service) => [service, { password: "p" }]),
      );
      const settings = {
        ...base,
        database: { host: "shared", ...others, ...database },
        seed: { users: [{ email: "a@example.com" }], ...way },
      };
      const { connection } = await stackDatabase(stack([], config(settings)));
      const { database: name, user, password, ...found } = connection;
      assert.deepEqual([name, user, password], ["membership", "membership", "p"]);
      assert.deepEqual(found, { tlsCa: undefined, portForward: undefined, ...expected });
    });
  }

  it("is treated as the config says: pruned, and drift mended or kept", async () => {
    const role = {
      type: "postgresql:index/role:Role",
      outputs: { name: "membership", password: "generated" },
    };
    const kept = config({
      ...base,
      database: { mode: "managed", host: "db", admin: { password: "a" } },
      seed: {
        users: [{ email: "a@example.com" }],
        prune: "warn",
        drift: "keep",
        rolePolicies: { guest: 1 },
      },
    });
    assert.deepEqual((await seedPlace(stack([role], kept))).rolePolicies, { guest: "1" });
    const { prune, drift } = await stackDatabase(stack([role], kept));
    assert.deepEqual({ prune, drift }, { prune: "warn", drift: "keep" });
    assert.equal((await stackDatabase(stack([role], managed))).drift, "restore");
  });

  it("that doesn't exist yet is told with the way to it", async () => {
    await assert.rejects(stackDatabase(stack([], managed)), /Deploy it first \(pulumi up\)/);
  });

  it("whose login is in a Secret of the cluster is told with the way to it", async () => {
    const secret = { name: "login", key: "value" };
    const login = (membership: object) =>
      config({
        ...base,
        database: {
          host: "db",
          ...Object.fromEntries(
            ["dex", "console", "portal"].map((service) => [service, { password: "p" }]),
          ),
          membership,
        },
      });
    await assert.rejects(
      stackDatabase(stack([], login({ passwordSecret: secret }))),
      /password of Membership's database is in a Secret.*passwordSecret.*--password-file/,
    );
    await assert.rejects(
      stackDatabase(stack([], login({ userSecret: secret, passwordSecret: secret }))),
      /role of Membership's database is in a Secret.*userSecret.*--database-url/,
    );
  });

  it("keeps the generated client secrets of the last deployment", () => {
    const entry = { name: "demo", organization: "Acme", region: "eu-1" };
    const seed = {
      users: [{ email: "a@example.com" }],
      organizations: [{ name: "Acme", owner: "a@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [entry],
    };
    const settings = config({
      ...base,
      database: { mode: "managed", host: "db", admin: { password: "a" } },
      seed: { ...seed, prune: "owned" },
    });
    const previous = { stacks: [{ ...entry, clientSecret: "sesame" }] };
    assert.deepEqual(configuredSpecification(settings, previous), {
      ...seed,
      stacks: [{ ...entry, clientSecret: "sesame" }],
    });
  });
});
