import type { BadConfig } from "./bad-config";
import { client, dex } from "./silent-dex";

const hash = `$2y$12$${"a".repeat(49)}5RkQ`;

const commandLine = (port: number) =>
  `has no effect: the pods' command line sets 0.0.0.0:${port}, which the Service and the probes rely on. Remove it.`;

/** Listeners, clients and ways to log in by override that Dex refuses, or drops. */
export const silentDexOverrides: readonly BadConfig[] = [
  dex(
    "logins that Dex would refuse",
    {
      configOverrides: {
        oauth2: { grantTypes: ["refresh_token"], responseTypes: ["token", "id_token"] },
      },
    },
    {
      "configOverrides.oauth2.grantTypes":
        "lacks authorization_code, which Membership's login needs, so no one could log in. Add it, or leave the list out.",
      "configOverrides.oauth2.responseTypes":
        "lacks code, which Membership's login needs, so no one could log in. Add it, or leave the list out.",
    },
  ),
  dex(
    "a password grant that isn't allowed",
    {
      configOverrides: {
        oauth2: { grantTypes: ["authorization_code"], passwordConnector: "local" },
      },
    },
    {
      "configOverrides.oauth2.passwordConnector":
        "has no effect without password in grantTypes. Add it, or remove this one.",
    },
  ),
  dex(
    "a password grant of the settings that the overrides don't allow",
    {
      passwordConnector: "local",
      configOverrides: { oauth2: { grantTypes: ["authorization_code"] } },
    },
    {
      "configOverrides.oauth2.passwordConnector":
        "has no effect without password in grantTypes. Add it, or remove this one.",
    },
  ),
  dex(
    "a memory that is lost",
    { configOverrides: { storage: { type: "memory", config: null } } },
    {
      "configOverrides.storage.type":
        "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Remove it.",
    },
  ),
  dex(
    "addresses inside the pod",
    {
      configOverrides: {
        web: { http: "127.0.0.1:5556", https: "localhost:5554", tlsCert: "/c", tlsKey: "/k" },
        telemetry: { http: "0.0.0.0:9000" },
        grpc: { addr: "127.0.0.1:5557" },
      },
    },
    {
      "configOverrides.web.http": commandLine(5556),
      "configOverrides.telemetry.http": commandLine(5558),
      "configOverrides.web.https":
        "is an address inside the pod, which nothing outside it reaches. Write 0.0.0.0, or use dex.web.https instead.",
      "configOverrides.grpc.addr":
        "is an address inside the pod, which nothing outside it reaches. Write 0.0.0.0, or use dex.grpc instead.",
    },
  ),
  dex(
    "listeners that lack a part",
    {
      configOverrides: {
        web: {
          https: "0.0.0.0:5554",
          tlsCert: "/c",
          tlsKey: "/k",
          tlsMinVersion: "1.3",
          tlsMaxVersion: "1.2",
          clientRemoteIP: { header: "X-Forwarded-For" },
        },
        grpc: { addr: "0.0.0.0:5557", tlsClientCA: "/ca" },
      },
    },
    {
      "configOverrides.web.tlsMaxVersion":
        "is lower than tlsMinVersion. Raise it, or leave it out.",
      "configOverrides.web.clientRemoteIP":
        "needs header and trustedProxies: Dex ignores one without the other.",
      "configOverrides.grpc.tlsClientCA":
        "needs tlsCert and tlsKey: without TLS there are no client certificates.",
    },
  ),
  dex(
    "settings of TLS without TLS",
    {
      configOverrides: {
        web: { tlsMinVersion: "1.3", tlsMaxVersion: "1.2", allowedHeaders: ["X-A"] },
      },
    },
    {
      "configOverrides.web.tlsMinVersion":
        "has no effect without https. Add it, or remove this one.",
      "configOverrides.web.tlsMaxVersion":
        "has no effect without https. Add it, or remove this one.",
      "configOverrides.web.allowedHeaders":
        "has no effect without allowedOrigins. Add it, or remove this one.",
    },
  ),
  dex(
    "HTTPS without a certificate, and a level of logs that is none",
    { configOverrides: { web: { https: "0.0.0.0:5554" }, logger: { level: "trace" } } },
    {
      "configOverrides.web.tlsCert": "is missing. It is required with https.",
      "configOverrides.web.tlsKey": "is missing. It is required with https.",
      "configOverrides.logger.level": "is not one of: debug, info, warn, error.",
    },
  ),
  dex(
    "two entries of which Dex would keep one",
    {
      membershipClient: { id: "platform", secret: "a-5RkQ" },
      configOverrides: {
        staticClients: [
          {
            id: "platform",
            name: "A",
            secret: "a-5RkQ",
            redirectURIs: ["https://membership.example.com/api/authorize/callback"],
          },
          { id: "platform", name: "B", secret: "b-5RkQ", secretEnv: "B", redirectURIs: [] },
        ],
      },
    },
    {
      "configOverrides.staticClients[1].id":
        "is also that of another entry, and Dex would keep only one of them. Give each its own.",
      "configOverrides.staticClients[1].secretEnv":
        "can't be combined with secret. Remove one of the two.",
    },
  ),
  dex(
    "two users of one address by override",
    {
      configOverrides: {
        staticPasswords: [
          { email: "admin@example.com", hash, username: "a", userID: "1" },
          { email: "Admin@example.com", hash, username: "b", userID: "2" },
        ],
      },
    },
    {
      "configOverrides.staticPasswords[1].email":
        "is also that of another entry, and Dex would keep only one of them. Give each its own.",
    },
  ),
  dex(
    "a client with the id that Membership's has",
    {
      membershipClient: { id: "platform" },
      additionalClients: [{ ...client, id: "platform" }],
    },
    { "additionalClients[0].id": "is already used by Membership. Choose another." },
  ),
  dex(
    "a limit of unused tokens that is never reached",
    { expiry: { refreshTokens: { absoluteLifetime: "24h", validIfNotUsedFor: "48h" } } },
    {
      "expiry.refreshTokens.validIfNotUsedFor":
        "is longer than absoluteLifetime, so it has no effect. Shorten it, or leave it out.",
    },
  ),
];
