import assert from "node:assert/strict";
import { parse } from "yaml";
import { MembershipService, type ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, record, type Plain, type Recorded } from "../../support/mocks";

function envOf(resources: Recorded[], name: string): Map<string, Plain> {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", `formance-${name}`);
  const env = at(inputs, "spec", "template", "spec", "containers", 0, "env") as Plain[];
  return new Map(env.map((entry) => [String(entry.name), entry]));
}

const secretsOf = (resources: Recorded[], name: string) =>
  find(resources, "kubernetes:core/v1:Secret", `formance-${name}`).inputs.stringData as Plain;

const existing: ControlPlaneArgs["database"] = {
  host: "db.internal",
  membership: { password: "m" },
  dex: { password: "d" },
  console: { password: "c" },
  portal: { password: "p" },
};

describe("databases by IAM", () => {
  it("are reached without a password, by a URL that names the role", async () => {
    const resources = await recordControlPlane({
      domain: "example.com",
      database: {
        host: "db.internal",
        iam: true,
        parameters: { application_name: "formance" },
        dex: { password: "d" },
        portal: { iam: false, password: "p" },
      },
    });
    for (const name of ["membership", "console"]) {
      const env = envOf(resources, name);
      assert.equal(env.get("POSTGRES_AWS_ENABLE_IAM")?.value, "true");
      assert.equal(env.get("POSTGRES_USERNAME")?.value, name);
      assert.equal(env.has("POSTGRES_PASSWORD"), false);
      assert.equal(
        env.get("POSTGRES_URI")?.value,
        `postgresql://$(POSTGRES_USERNAME)@db.internal:5432/${name}?sslmode=verify-full&application_name=formance`,
      );
    }
    assert.equal(envOf(resources, "portal").has("POSTGRES_AWS_ENABLE_IAM"), false);
    const file = parse(secretsOf(resources, "dex-config")["config.yaml"] as string) as Plain;
    assert.equal(at(file, "storage", "config", "password"), "d");
  });
});

describe("a database of another server", () => {
  it("is reached there, and migrated by a role of its own", async () => {
    const resources = await recordControlPlane({
      domain: "example.com",
      database: {
        ...existing,
        console: {
          host: "other.internal",
          port: 6432,
          tlsMode: "require",
          password: "c",
          migration: { user: "owner", password: "o/o" },
        },
      },
    });
    const uri = "other.internal:6432/console?sslmode=require";
    assert.equal(secretsOf(resources, "console").POSTGRES_URI, `postgresql://console:c@${uri}`);
    assert.equal(
      secretsOf(resources, "console-jobs").POSTGRES_URI,
      `postgresql://owner:o%2Fo@${uri}`,
    );
    assert.match(String(secretsOf(resources, "portal").POSTGRES_URI), /@db\.internal:5432/);
  });

  it("keeps the migration's login from the CronJobs", async () => {
    const resources = await recordControlPlane({
      domain: "example.com",
      database: {
        ...existing,
        membership: { password: "m", migration: { user: "owner", password: "owner-password" } },
      },
    });
    assert.equal(secretsOf(resources, "membership-jobs").POSTGRES_PASSWORD, "m");
    assert.equal(secretsOf(resources, "membership-migration").POSTGRES_PASSWORD, "owner-password");
  });
});

describe("NATS", () => {
  it("takes a login that may hold any character, in a URL that is secret", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      nats: { servers: ["nats://one:4222"], user: "u", password: "p@ss" },
      membership: { managedStacks: false, publisher: { clientId: "m1", topicMapping: "*:events" } },
    });
    const env = envOf(resources, "membership");
    assert.equal(env.get("PUBLISHER_NATS_USERNAME")?.value, "u");
    assert.equal(env.get("PUBLISHER_NATS_CLIENT_ID")?.value, "m1");
    assert.equal(env.get("PUBLISHER_TOPIC_MAPPING")?.value, "*:events");
    const values = secretsOf(resources, "membership");
    assert.equal(values.PUBLISHER_NATS_URL, "nats://u:p%40ss@one:4222");
    assert.equal(envOf(resources, "console").get("PUBLISHER_NATS_CLIENT_ID")?.value, "console-v3");
  });

  it("needs no login, and may have its URL in a Secret", async () => {
    const open = await recordControlPlane({ ...smallest, nats: { servers: ["nats://one:4222"] } });
    const env = envOf(open, "console");
    assert.equal(env.get("PUBLISHER_NATS_URL")?.value, "nats://one:4222");
    assert.equal(env.has("PUBLISHER_NATS_USERNAME"), false);
    const urlSecret = { name: "nats", key: "url" };
    const hidden = await recordControlPlane({ ...smallest, nats: { urlSecret } });
    assert.deepEqual(envOf(hidden, "console").get("PUBLISHER_NATS_URL")?.valueFrom, {
      secretKeyRef: urlSecret,
    });
  });
});

describe("settings of one service", () => {
  it("win over those of all, field by field", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      debug: true,
      observability: {
        traces: { enabled: true, endpoint: "otel" },
        logs: { level: "warn" },
        attributes: "team=a",
      },
      console: {
        debug: false,
        nodeEnv: "staging",
        managedStack: false,
        observability: { serviceName: "ui", traces: { port: 4318 }, logs: { level: "debug" } },
      },
    });
    const console = envOf(resources, "console");
    assert.equal(console.get("DEBUG")?.value, "false");
    assert.equal(console.get("NODE_ENV")?.value, "staging");
    assert.equal(console.get("MANAGED_STACK")?.value, "0");
    assert.equal(console.get("OTEL_SERVICE_NAME")?.value, "ui");
    assert.equal(console.get("OTEL_TRACES_EXPORTER_OTLP_ENDPOINT")?.value, "otel:4318");
    assert.equal(console.get("LOGS_LEVEL")?.value, "debug");
    const membership = envOf(resources, "membership");
    assert.equal(membership.get("DEBUG")?.value, "true");
    assert.equal(membership.get("OTEL_SERVICE_NAME")?.value, "membership");
    assert.equal(membership.get("LOGS_LEVEL")?.value, "warn");
  });

  it("leave the licence out", async () => {
    const resources = await recordControlPlane({ ...smallest, licence: { enabled: false } });
    const names = [...envOf(resources, "membership").keys()];
    assert.deepEqual(
      names.filter((name) => name.startsWith("LICENCE")),
      [],
    );
  });

  it("shape Membership's file, which then is a Secret", async () => {
    const connector = { id: "sso", name: "SSO", issuer: "https://id.test", clientId: "c" };
    const resources = await recordControlPlane({
      ...smallest,
      membership: {
        fctl: false,
        connectors: [{ ...connector, clientSecret: "connector-secret" }],
        configOverrides: { extra: { key: "value" } },
      },
    });
    const file = parse(secretsOf(resources, "membership-config")["config.yaml"] as string) as Plain;
    assert.deepEqual(file.extra, { key: "value" });
    assert.deepEqual(file.connectors, [
      {
        id: "sso",
        name: "SSO",
        type: "generic",
        clientID: "c",
        clientSecret: "connector-secret",
        config: { issuer: "https://id.test" },
      },
    ]);
  });
});

describe("a service alone", () => {
  it("says which secret it lacks", async () => {
    const made = record(
      () =>
        new MembershipService("m", {
          namespace: "n",
          url: "https://m.test",
          loginProvider: { issuer: "https://id.test" },
          database: { host: "h", database: "d", user: "u", password: "p" },
        }),
    );
    await assert.rejects(made, /loginProvider needs a clientSecret or a clientSecretRef/);
  });
});
