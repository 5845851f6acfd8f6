import type { ControlPlaneArgs } from "../../../components";
import { validCertificate } from "../../config/cases/certificates";
import { clusterId, validLicence } from "../../config/cases/licences";

const key = { name: "keys", key: "value" };

const signals = { enabled: true, endpoint: "otel" };

/** Everything that can be on at once. */
export const everything: ControlPlaneArgs = {
  domain: "example.com",
  database: {
    host: "db.internal",
    membership: { password: "m" },
    dex: { passwordSecret: key, userSecret: key },
    console: { password: "c" },
    portal: { password: "p" },
  },
  dex: {
    membershipClient: { secretRef: key },
    extraPorts: [
      { name: "https", port: 5554 },
      { name: "grpc", port: 5557 },
    ],
  },
  trust: { caBundle: validCertificate },
  membership: {
    managedStacks: false,
    tokenCleanup: { enabled: true },
    stackLifeCycle: { enabled: true },
  },
  console: { sentry: { dsn: "https://sentry.test/1", authToken: "t" } },
  portal: { sentry: { dsn: "https://sentry.test/1", authToken: "t" } },
  nats: { servers: ["nats://n:4222"], user: "u", password: "p", requestTimeout: "30s" },
  licence: { token: validLicence, clusterId },
  observability: { traces: signals, metrics: signals },
  secretGenerations: { consoleClient: 2, portalClient: 2 },
  seed: { via: "wizard", users: [{ email: "admin@example.com" }] },
};

/** What excludes a part of that. */
export const byIam: ControlPlaneArgs = {
  ...everything,
  database: { host: "db.internal", iam: true, dex: { password: "d" } },
};
