import * as pulumi from "@pulumi/pulumi";
import {
  Console,
  ControlPlane,
  Database,
  DexProvider,
  ExternalSecrets,
  GatewayRoutes,
  Ingress,
  MembershipSeed,
  MembershipService,
  NetworkPolicies,
  Portal,
  TargetGroupBindings,
} from "../../../components";

export const database = { host: "db.internal", database: "app", user: "app", password: "pw-5RkQ" };
export const app = {
  namespace: "formance",
  url: "https://console.example.com",
  host: "console.example.com",
  membershipIssuer: "https://membership.example.com/api",
  clientSecret: "secret-5RkQ",
  database,
};
const membership = {
  namespace: "formance",
  url: "https://membership.example.com",
  loginProvider: { issuer: "https://dex.example.com", clientSecret: "secret-5RkQ" },
  database,
};
export const dex = {
  namespace: "formance",
  issuer: "https://dex.example.com",
  redirectUri: "https://membership.example.com/api/authorize/callback",
  storage: database,
};
const route = { name: "app", host: "app.example.com", serviceName: "app" };

/** What is made, with an argument that is wrong, and what is said of it. */
export type Sample = readonly [what: string, make: () => unknown, path: string, message: string];

const withPort = "has a port. Write only the name, such as example.com.";
const withScheme = "has a scheme. Write only the name, such as example.com.";
export const managed = { host: "db", managed: true, admin: { password: "pw-5RkQ" } };
const noIssuer = "is not a URL. Write it like https://id.example.com.";
const noUrl = "is not a URL. Write it like https://api.example.com.";

/** One wrong argument each. */
export const wrongArguments: readonly Sample[] = [
  [
    "ControlPlane",
    () =>
      new ControlPlane("x", {
        domain: "https://example.com",
        database: { host: "db", managed: true, admin: { password: "pw-5RkQ" } },
      }),
    "domain",
    withScheme,
  ],
  [
    "ControlPlane",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: { host: "db:5432", managed: true, admin: { password: "pw-5RkQ" } },
      }),
    "database.host",
    withPort,
  ],
  [
    "Console",
    () => new Console("x", { ...app, database: { ...database, host: "db:5432" } }),
    "database.host",
    withPort,
  ],
  [
    "Console",
    () => new Console("x", { ...app, database: { ...database, port: 70000 } }),
    "database.port",
    "is too big. The maximum is 65535.",
  ],
  [
    "Console",
    () => new Console("x", { ...app, host: "https://console.example.com" }),
    "host",
    withScheme,
  ],
  ["Console", () => new Console("x", { ...app, url: "console.example.com" }), "url", noUrl],
  [
    "Console",
    () => new Console("x", { ...app, image: { tag: ":latest" } }),
    "image.tag",
    "is not an image tag. Write it like v2.5.0, without the repository and the colon.",
  ],
  [
    "Console",
    () => new Console("x", { ...app, replicas: 2, autoscaling: { maxReplicas: 3 } }),
    "replicas",
    "has no effect with autoscaling. Remove one of the two; autoscaling has minReplicas and maxReplicas.",
  ],
  [
    "Portal",
    () => new Portal("x", { ...app, database: { ...database, tlsMode: "prefer" } }),
    "database.tlsMode",
    "is not one of: verify-full, verify-ca, require, disable.",
  ],
  [
    "Portal",
    () => new Portal("x", { ...app, database: { ...database, parameters: { host: "other" } } }),
    "database.parameters.host",
    "is a parameter that would replace another part of the connection. Remove it, and set that part where it belongs.",
  ],
  [
    "MembershipService",
    () => new MembershipService("x", { ...membership, namespace: "My Namespace" }),
    "namespace",
    "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.",
  ],
  [
    "MembershipService",
    () => new MembershipService("x", { ...membership, accessTokenValidity: "5 minutes" }),
    "accessTokenValidity",
    "is not a duration. Write numbers with units, such as 30s, 5m, 72h or 1h30m; days are written in hours.",
  ],
  [
    "MembershipService",
    () => new MembershipService("x", { ...membership, nats: { url: "nats.svc" } }),
    "nats.url",
    "is not a NATS URL. Write it like nats://nats.nats.svc:4222; separate several with commas.",
  ],
  [
    "MembershipService",
    () =>
      new MembershipService("x", {
        ...membership,
        database: { ...database, password: undefined, url: "postgresql://u:p^w@db/app" },
      }),
    "database.url",
    "has a character in its user or password that must be percent-encoded. Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.",
  ],
  [
    "DexProvider",
    () => new DexProvider("x", { ...dex, storage: { ...database, host: "db:5432" } }),
    "storage.host",
    withPort,
  ],
  [
    "DexProvider",
    () => new DexProvider("x", { ...dex, issuer: "dex.example.com" }),
    "issuer",
    noIssuer,
  ],
  [
    "DexProvider",
    () =>
      new DexProvider("x", {
        ...dex,
        storage: { ...database, password: undefined, url: "postgresql://u:p@db/dex?search_path=a" },
      }),
    "storage.url",
    "has the parameter search_path, which Dex doesn't support. It supports sslmode, sslrootcert, sslcert, sslkey, connect_timeout. Remove the others.",
  ],
  ["Database", () => new Database("x", { ...database, host: "db:5432" }), "host", withPort],
  [
    "Database",
    () => new Database("x", { ...database, database: "a/b" }),
    "database",
    "has a /, ? or #, which clients read differently in a connection URL. Choose another database name.",
  ],
  [
    "Ingress",
    () => new Ingress("x", { namespace: "n", routes: [{ ...route, host: "App.example.com" }] }),
    "routes[0].host",
    "has capital letters. Write it in lower case.",
  ],
  [
    "GatewayRoutes",
    () =>
      new GatewayRoutes("x", {
        namespace: "n",
        gatewayName: "g",
        routes: [{ ...route, servicePort: 0 }],
      }),
    "routes[0].servicePort",
    "is too small. The minimum is 1.",
  ],
  [
    "TargetGroupBindings",
    () =>
      new TargetGroupBindings("x", {
        namespace: "n",
        bindings: [{ name: "a", serviceName: "a", servicePort: 80, targetGroupArn: "arn" }],
      }),
    "bindings[0].targetGroupArn",
    "is not the ARN of a target group. Write it like arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef.",
  ],
  [
    "NetworkPolicies",
    () =>
      new NetworkPolicies("x", {
        namespace: "n",
        instance: "i",
        pods: [{ name: "a", service: "s", ingress: [{ peers: [{ cidr: "10.0.0.0" }] }] }],
      }),
    "pods[0].ingress[0].peers[0].cidr",
    "is not an address range. Write it like 10.0.0.0/8, or 10.0.0.1/32 for a single address.",
  ],
  [
    "ExternalSecrets",
    () => new ExternalSecrets("x", { namespace: "n", store: { name: "My Store" }, secrets: {} }),
    "store.name",
    "is not a Kubernetes name. Use lower-case letters, digits, inner hyphens and dots.",
  ],
  [
    "MembershipSeed",
    () => new MembershipSeed("x", { connection: { ...database, host: "db:5432", port: 5432 } }),
    "connection.host",
    withPort,
  ],
  [
    "a later value",
    () => new Console("x", { ...app, database: { ...database, host: pulumi.output("db:5432") } }),
    "database.host",
    withPort,
  ],
  [
    "a later value",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: {
          host: pulumi.output(Promise.resolve("db:5432")),
          managed: true,
          admin: { password: "pw-5RkQ" },
        },
      }),
    "database.host",
    withPort,
  ],
  [
    "a later secret",
    () =>
      new MembershipService("x", {
        ...membership,
        database: {
          ...database,
          password: undefined,
          url: pulumi.secret("postgresql://u:p@a,b/app"),
        },
      }),
    "database.url",
    "names several hosts, which not every client supports. Write the one that leads to the primary.",
  ],
  [
    "a key",
    () => new Console("x", { ...app, ...{ replica: 2 } }),
    "replica",
    "is not a known key. Did you mean replicas?",
  ],
  [
    "a variable with two values",
    () =>
      new Console("x", {
        ...app,
        env: [{ name: "A", value: "a", secretRef: { name: "s", key: "k" } }],
      }),
    "env[0]",
    "has value and secretRef. Keep one of them.",
  ],
  [
    "nothing",
    () => new Console("x", { ...app, namespace: undefined as unknown as string }),
    "namespace",
    "is missing. It must be a string.",
  ],
];
