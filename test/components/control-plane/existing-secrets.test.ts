import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";
import { clusterId } from "../../config/cases/licences";

const key = (name: string) => ({ name, key: "value" });

const database = (name: string) => ({
  userSecret: key(`${name}-user`),
  passwordSecret: key(`${name}-password`),
});

/** Every secret that can lie in an existing Secret does. */
const args: ControlPlaneArgs = {
  domain: "example.com",
  database: {
    host: "db.internal",
    membership: {
      ...database("membership"),
      migration: { userSecret: key("owner-user"), passwordSecret: key("owner-password") },
    },
    dex: database("dex"),
    console: database("console"),
    portal: database("portal"),
  },
  dex: { membershipClient: { id: "formance", secretRef: key("login"), scopes: ["openid"] } },
  membership: {
    managedStacks: false,
    grpcTokensSecret: key("agents"),
    additionalClients: [{ id: "partner", secretRef: key("partner") }],
  },
  console: {
    cookieSecretRef: key("console-cookie"),
    oauthClient: { id: "ui", secretRef: key("console-client"), scopes: ["accesses"] },
    sentry: { dsn: "https://sentry.test/1", authTokenSecret: key("sentry") },
  },
  portal: {
    cookieSecretRef: key("portal-cookie"),
    oauthClient: { secretRef: key("portal-client") },
  },
  nats: {
    servers: ["nats://one:4222", "tls://two:4222"],
    userSecret: key("nats-user"),
    passwordSecret: key("nats-password"),
  },
  licence: { tokenSecret: key("licence"), clusterId },
};

type Env = Map<string, { name: string; value?: string; valueFrom?: unknown }>;

function envOf(resources: Recorded[], type: string, name: string, container = 0): Env {
  const { inputs } = find(resources, type, `formance-${name}`);
  const env = at(inputs, "spec", "template", "spec", "containers", container, "env");
  return new Map((env as { name: string }[]).map((entry) => [entry.name, entry]));
}

const serverEnv = (resources: Recorded[], name: string) =>
  envOf(resources, "kubernetes:apps/v1:Deployment", name);

function assertReferences(env: Env, wanted: Record<string, string>): void {
  for (const [variable, name] of Object.entries(wanted)) {
    assert.deepEqual(env.get(variable)?.valueFrom, { secretKeyRef: key(name) }, variable);
  }
}

describe("existing Secrets", () => {
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane(args);
  });

  it("leave nothing to generate", () => {
    const generated = resources.filter(({ type }) => type.endsWith(":RandomPassword"));
    assert.deepEqual(
      generated.map(({ name }) => name),
      [],
    );
  });

  it("give Membership all that it reads", () => {
    const env = serverEnv(resources, "membership");
    assertReferences(env, {
      RP_CLIENT_SECRET: "login",
      UI_OAUTH_CLIENT_SECRET: "console-client",
      PORTAL_OAUTH_CLIENT_SECRET: "portal-client",
      PARTNER_OAUTH_CLIENT_SECRET: "partner",
      LICENCE_TOKEN: "licence",
      POSTGRES_USERNAME: "membership-user",
      POSTGRES_PASSWORD: "membership-password",
      GRPC_TOKEN: "agents",
      PUBLISHER_NATS_USERNAME: "nats-user",
      PUBLISHER_NATS_PASSWORD: "nats-password",
    });
    const login = "$(PUBLISHER_NATS_USERNAME):$(PUBLISHER_NATS_PASSWORD)@";
    assert.equal(
      env.get("PUBLISHER_NATS_URL")?.value,
      `nats://${login}one:4222,tls://${login}two:4222`,
    );
    assert.equal(
      env.get("POSTGRES_URI")?.value,
      "postgresql://$(POSTGRES_USERNAME):$(POSTGRES_PASSWORD)@db.internal:5432/membership?sslmode=verify-full",
    );
    assert.equal(env.get("RP_CLIENT_ID")?.value, "formance");
    assert.equal(env.get("RP_SCOPES")?.value, "openid");
  });

  it("give the migration a login of its own, and the stream the broker's", () => {
    const job = "kubernetes:batch/v1:Job";
    assertReferences(envOf(resources, job, "membership-migrate"), {
      POSTGRES_USERNAME: "owner-user",
      POSTGRES_PASSWORD: "owner-password",
    });
    assertReferences(envOf(resources, job, "membership-migrate", 1), {
      PUBLISHER_NATS_PASSWORD: "nats-password",
    });
    assertReferences(envOf(resources, job, "console-migrate"), {
      POSTGRES_PASSWORD: "console-password",
    });
  });

  it("give Console and Portal all that they read", () => {
    const env = serverEnv(resources, "console");
    assertReferences(env, {
      COOKIE_SECRET: "console-cookie",
      MEMBERSHIP_CLIENT_SECRET: "console-client",
      SENTRY_AUTH_TOKEN: "sentry",
      POSTGRES_PASSWORD: "console-password",
    });
    assert.equal(env.get("MEMBERSHIP_CLIENT_ID")?.value, "ui");
    assertReferences(serverEnv(resources, "portal"), {
      COOKIE_SECRET: "portal-cookie",
      MEMBERSHIP_CLIENT_SECRET: "portal-client",
    });
  });

  it("give Dex its login, and the secret of Membership's client", () => {
    assertReferences(serverEnv(resources, "dex"), {
      PGUSER: "dex-user",
      PGPASSWORD: "dex-password",
      MEMBERSHIP_CLIENT_SECRET: "login",
    });
    const secret = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config").inputs;
    const file = parse(at(secret, "stringData", "config.yaml") as string) as Plain;
    assert.deepEqual(at(file, "staticClients", 0), {
      id: "formance",
      name: "formance",
      secretEnv: "MEMBERSHIP_CLIENT_SECRET",
      redirectURIs: ["https://membership.example.com/api/authorize/callback"],
    });
    assert.equal(at(file, "storage", "config", "user"), undefined);
    assert.equal(at(file, "storage", "config", "password"), undefined);
  });

  it("register the clients as they are told", () => {
    const map = find(resources, "kubernetes:core/v1:ConfigMap", "formance-membership-config");
    const file = parse(at(map.inputs, "data", "config.yaml") as string) as Plain;
    const client = (file.staticClients as Plain[]).find(({ id }) => id === "ui");
    assert.deepEqual(client, {
      id: "ui",
      secrets: ["$UI_OAUTH_CLIENT_SECRET"],
      redirectUris: [
        "https://console.example.com/auth/login",
        "https://console.example.com/auth/login-by-org",
      ],
      postLogoutRedirectUris: ["https://console.example.com/auth/logout"],
      scopes: ["accesses"],
    });
  });
});
