import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { validCertificate } from "./cases/certificates";
import { clusterId, validLicence } from "./cases/licences";
import { changed, load, problemsOf, sourceOf } from "./support";

const own = { host: "login.example.com:8443", clientId: "c", clientSecret: "s-5RkQ" };

const right: Readonly<Record<string, Record<string, unknown>>> = {
  "a domain of one label": { domain: "localhost" },
  "a domain with digits and hyphens": { domain: "3-pay.xn--bcher-kva.example" },
  "a database at an IPv4 address": { database: { host: "10.1.2.3" } },
  "a database at an IPv6 address": { database: { host: "2001:db8::1" } },
  "a database beside a mesh, without TLS": {
    database: { tlsMode: "disable", allowInsecure: true },
  },
  "a database with a private authority": { database: { tlsCa: validCertificate } },
  "a bundle of authorities": { database: { tlsCa: validCertificate + validCertificate } },
  "a database by its URL": {
    database: { portal: { password: null, url: "postgresql://u:p%40w@db:5433/p?sslmode=require" } },
  },
  "a database by a URL in which much stands as it may": {
    database: {
      membership: {
        password: null,
        url: "postgres://s%C3%A4:p%5E%25!$&'()*+,;=:~w@[2001:db8::1]:6432/my@app?application_name=a%20b&sslrootcert=/etc/ca.pem",
      },
      dex: {
        password: null,
        url: "postgresql://u:p@DB.example.com/dex?sslmode=require&sslcert=/etc/c.crt&sslkey=/etc/c.key&connect_timeout=5",
      },
    },
  },
  "a database by a URL beside a mesh, without TLS": {
    database: {
      allowInsecure: true,
      tlsMode: "disable",
      membership: { password: null, url: "postgresql://u:p@db/m" },
      portal: { password: null, url: "postgresql://u:p@db/p?sslmode=disable" },
    },
    dex: { configOverrides: { storage: { config: { ssl: { mode: "disable" } } } } },
  },
  "a database by a URL in clear in a test environment": {
    environment: "test",
    database: { portal: { password: null, url: "postgresql://u:p@db/p?sslmode=disable" } },
  },
  "providers that are asked for no prompt": {
    dex: {
      connectors: [
        {
          type: "oidc",
          id: "o",
          name: "O",
          config: {
            issuer: "https://id.example.com",
            clientID: "c",
            clientSecret: "s-5RkQ",
            promptType: "",
          },
        },
        {
          preset: "google-workspace",
          clientId: "c",
          clientSecret: "s-5RkQ",
          domains: ["example.com"],
          config: { promptType: "" },
        },
      ],
    },
  },
  "variables that leave TLS as it is": {
    membership: {
      env: { GODEBUG: "netdns=go", MY_SKIP_VERIFY: "false", PGSSLMODE: "verify-full" },
    },
    console: {
      env: { NODE_TLS_REJECT_UNAUTHORIZED: "1", NODE_OPTIONS: "--tls-min-v1.2 --use-openssl-ca" },
    },
    portal: { env: { NODE_EXTRA_CA_CERTS: "/etc/ca.pem", STRICT_SSL: "true" } },
  },
  "variables that switch TLS off where that is allowed": {
    database: { allowInsecure: true },
    membership: { env: { PGSSLMODE: "disable" } },
  },
  "variables that switch TLS off in a test environment": {
    environment: "test",
    console: { env: { NODE_TLS_REJECT_UNAUTHORIZED: "0", PGSSLMODE: "disable" } },
  },
  "a seed with policies by name and by number": {
    seed: {
      users: [{ email: "a@example.com" }, { email: "b@example.com" }],
      organizations: [
        {
          name: "Acme",
          owner: "a@example.com",
          ownerPolicy: "Owners",
          defaultPolicy: 1,
          policies: [{ name: "Owners", scopes: ["organization:Read"] }],
          features: ["EnablePrivateRegionsCreation"],
          members: [{ user: "b@example.com", policy: 2 }],
        },
      ],
      rolePolicies: { admin: "OrganizationAdmin", guest: 3 },
    },
  },
  "a database whose password is in a Secret, and a seed": {
    database: {
      membership: { password: null, passwordSecret: { name: "membership", key: "password" } },
    },
    seed: { users: [{ email: "a@example.com" }] },
  },
  "no database for a service that isn't deployed": {
    portal: { enabled: false },
    database: { portal: null },
  },
  "one host for a service and one that isn't deployed": {
    portal: { enabled: false },
    database: { portal: null },
    hosts: { console: { host: "portal.example.com" } },
  },
  "an empty path of Dex": { hosts: { dex: { path: "" } } },
  "a provider with a port and a path": {
    dex: null,
    database: { dex: null },
    oidc: { ...own, path: "/realms/a-b" },
  },
  "plain http in a test environment": {
    environment: "test",
    hosts: { console: { scheme: "http" } },
    membership: { dev: true },
    database: { tlsMode: "disable" },
    ingress: { tls: { mode: "self-signed", secretName: null } },
  },
  "amounts as Kubernetes' pages write them": {
    console: {
      resources: { requests: { cpu: 1, memory: 268435456 }, limits: { cpu: 1.5, memory: "1e9" } },
      disruptionBudget: { maxUnavailable: 1 },
    },
    portal: { resources: { limits: { cpu: "1." } } },
  },
  "variables, ports, mounts and labels that nothing else has": {
    membership: {
      env: { SENTRY_DSN: "a", GRPC_TOKEN: { secret: "b-5RkQ" } },
      extraPorts: [{ name: "debug", port: 8082 }],
      volumes: [{ name: "v", emptyDir: {} }],
      volumeMounts: [
        { name: "v", mountPath: "/tmp/v" },
        { name: "tmp", mountPath: "/cache", subPath: "cache" },
      ],
      migration: { volumeMounts: [{ name: "v", mountPath: "/data" }] },
      podLabels: { team: "", "example.com/Tier_1": "A.b-c" },
      tolerations: [
        { key: "spot", operator: "Exists" },
        { key: "spot", effect: "NoExecute", tolerationSeconds: 60 },
        { operator: "Exists", effect: "NoSchedule" },
      ],
    },
    dex: { env: { SSL_CERT_DIR: "/certs", PGUSER: "a" } },
    console: { env: { NODE_EXTRA_CA_CERTS: "/certs/ca.pem" } },
  },
  "no Ingress, so no certificates": { ingress: { enabled: false, tls: null } },
  "TLS that ends in front of the Ingress": { ingress: { tls: { mode: "none", secretName: null } } },
  "cert-manager with a Secret of a given name": {
    ingress: {
      tls: { mode: "cert-manager", issuer: "acme", secretName: null },
      services: { console: { secretName: "console-tls" } },
    },
  },
  "a certificate for each host": {
    ingress: {
      tls: { secretName: null },
      services: Object.fromEntries(
        ["dex", "membership", "console", "portal"].map((service) => [
          service,
          { secretName: `${service}-tls` },
        ]),
      ),
    },
  },
  "three services below one host": {
    hosts: {
      dex: { host: "app.example.com", path: "/dex" },
      membership: { host: "app.example.com" },
      console: { host: "app.example.com" },
    },
  },
  "a Gateway in place of Ingresses": { ingress: null, gateway: { name: "public" } },
  "a Gateway beside Ingresses, for a cut-over": {
    ingress: { enabled: true, externalDns: { publish: false } },
    gateway: {
      name: "public",
      namespace: "infra",
      sectionName: "https",
      redirectSectionName: "http",
      externalDns: { ttl: 60 },
      tls: { mode: "cert-manager", issuer: "acme", issuerKind: "Issuer" },
    },
  },
  "agents by a GRPCRoute": {
    ingress: null,
    nats: { url: "nats://u:p@one:4222" },
    membership: { managedStacks: false, grpcTokens: ["t-5RkQ"] },
    gateway: { name: "public", services: { grpc: { enabled: true, sectionName: "grpc" } } },
  },
  "target groups in place of Ingresses": {
    ingress: null,
    targetGroupBindings: { console: { targetGroupArn: targetGroup("console") } },
  },
  "Secrets from a store": {
    database: { console: { password: null, passwordSecret: { name: "console-db", key: "pw" } } },
    externalSecrets: {
      store: { name: "vault" },
      refreshInterval: "15m",
      secrets: { "console-db": { data: { pw: { remoteKey: "console", property: "password" } } } },
    },
  },
  "numbers of clients whose secrets are generated": {
    dex: { additionalClients: [{ id: "grafana", redirectUris: ["https://grafana.example.com"] }] },
    membership: { additionalClients: [{ id: "crm" }] },
    secretGenerations: { dexClients: { grafana: 2 }, additionalClients: { crm: 3 }, selfSigned: 2 },
  },
  "a user by a hash": {
    dex: { localUsers: [{ email: "a@example.com", hash: `$2y$10$${"a".repeat(53)}` }] },
  },
  "users by overrides": {
    dex: {
      admin: null,
      configOverrides: {
        enablePasswordDB: true,
        staticPasswords: [
          {
            email: "a@example.com",
            hash: `$2y$10$${"a".repeat(53)}`,
            username: "a",
            userID: "1",
          },
        ],
      },
    },
  },
  "durations of all units": {
    membership: { accessTokenValidity: "1h30m", refreshTokenValidity: "1.5h" },
  },
  "a schedule by its name, and one with steps": {
    membership: {
      tokenCleanup: { enabled: true, schedule: "@daily" },
      invitationCleanup: { schedule: "*/15 8-18 * * MON-FRI" },
    },
  },
  "agents with NATS": {
    nats: { url: "nats://u:p@one:4222,nats://u:p@two:4222" },
    membership: {
      managedStacks: false,
      grpcTokens: ["t-5RkQ"],
      stackLifeCycle: { enabled: true },
    },
  },
  "a licence of this cluster": { licence: { token: validLicence, clusterId } },
  "an image by its digest, at a mirror with a port": {
    images: {
      registry: "mirror.example.com:5000/formance",
      dex: { digest: `sha256:${"0a".repeat(32)}` },
      console: { repository: "team/console-v3" },
    },
  },
  "amounts of all units": {
    console: { resources: { requests: { cpu: "0.5", memory: "64Mi" }, limits: { memory: "1G" } } },
  },
};

/** The ARN of a target group of that name. */
function targetGroup(name: string): string {
  return `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/0123456789abcdef`;
}

describe("right stack configs", () => {
  for (const [name, change] of Object.entries(right)) {
    it(name, () => {
      deepStrictEqual(problemsOf(sourceOf(changed(change))), []);
    });
  }
});

describe("values as the engine hands them over", () => {
  it("are decoded by the schema", () => {
    const config = load(changed({ createNamespace: "false", protect: "true", namespace: "123" }));
    strictEqual(config.createNamespace, false);
    strictEqual(config.protect, true);
    strictEqual(config.namespace, "123");
  });

  it("may be decoded already", () => {
    const values: Record<string, unknown> = changed({ protect: true, namespace: 123 });
    const source = { ...sourceOf(values), get: (key: string) => values[key] };
    deepStrictEqual(problemsOf(source), []);
  });

  it("are nothing when they are empty: so the engine writes null", () => {
    strictEqual(load(changed({ namespace: "", nats: "" })).namespace, undefined);
  });

  it("are nothing when they are null: so a later engine writes it", () => {
    strictEqual(load(changed({ nats: "null", protect: "null" })).nats, undefined);
  });
});

describe("what depends on a wrong value", () => {
  const paths = (change: Record<string, unknown>) =>
    problemsOf(sourceOf(changed(change))).map(({ path }) => path.split(":")[1]);

  it("isn't called wrong as well", () => {
    deepStrictEqual(paths({ environment: "prod", hosts: { console: { scheme: "http" } } }), [
      "environment",
    ]);
    deepStrictEqual(paths({ database: { mode: "managd", portal: null } }), ["database.mode"]);
    deepStrictEqual(
      paths({
        seed: {
          users: [{ email: "nobody" }, { email: "b@example.com" }],
          organizations: [{ name: "Acme", owner: "a@example.com" }],
        },
      }),
      ["seed.users[0].email"],
    );
    const users = [{ email: "b@example.com", id: 7 }];
    deepStrictEqual(paths({ seed: { users, organizations: [{ name: "Acme", owner: "seven" }] } }), [
      "seed.users[0].id",
    ]);
  });
});
