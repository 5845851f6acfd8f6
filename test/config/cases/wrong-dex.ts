import { asList } from "../support";
import type { BadConfig } from "./bad-config";

/** A production stack whose Dex has these overrides, and what is to be said about it. */
const overridden = (
  name: string,
  configOverrides: Record<string, unknown>,
  problems: Record<string, string>,
): BadConfig => ({
  name,
  change: { dex: { configOverrides } },
  problems: Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [`dex.configOverrides.${path}`, message]),
  ),
});

export const wrongDex: readonly BadConfig[] = [
  overridden(
    "an override that Dex doesn't know",
    { oauth: { skipApprovalScreen: false } },
    { oauth: "is not a known key. Did you mean oauth2?" },
  ),
  overridden(
    "an override that Dex doesn't know, further below",
    { oauth2: { skipAprovalScreen: false } },
    { "oauth2.skipAprovalScreen": "is not a known key. Did you mean skipApprovalScreen?" },
  ),
  overridden(
    "an override of another kind",
    { oauth2: { responseTypes: "code" } },
    { "oauth2.responseTypes": asList("dex.configOverrides.oauth2.responseTypes") },
  ),
  overridden(
    "pages in a folder that depends on where Dex starts",
    { frontend: { dir: "web" } },
    {
      "frontend.dir":
        "is not a path from the root, so Dex would look for its pages where it happens to start, and stop. Write it from the root, such as /srv/dex/web.",
    },
  ),
  overridden(
    "a duration in days",
    { expiry: { idTokens: "1d" } },
    { "expiry.idTokens": "is not a duration. Write it like 30s, 5m or 24h." },
  ),
  overridden(
    "an issuer by override",
    { issuer: "https://login.example.com/" },
    {
      issuer: "would differ from the issuer that Membership gets. Set hosts.dex instead.",
    },
  ),
  overridden(
    "clients without Membership's",
    { staticClients: [{ id: "app", name: "App", secret: "s-5RkQ" }] },
    {
      staticClients:
        "replaces the list without Membership's client, so no one could log in. Use dex.additionalClients.",
    },
  ),
  overridden(
    "gRPC without an address",
    { grpc: { reflection: true } },
    { grpc: "needs addr, the address to listen on." },
  ),
  overridden(
    "users with the password database off",
    { enablePasswordDB: false },
    {
      enablePasswordDB:
        "must be true with local users: Dex refuses them otherwise. Set it to true.",
    },
  ),
  overridden(
    "a user without a hash",
    { staticPasswords: [{ email: "admin@example.com", username: "a", userID: "1" }] },
    { "staticPasswords[0]": "needs a hash." },
  ),
  overridden(
    "a connector with a setting of another type",
    {
      connectors: [
        {
          type: "github",
          id: "a",
          name: "A",
          config: { clientID: "c", clientSecret: "s-5RkQ", clientId: "c" },
        },
      ],
    },
    {
      "connectors[0].config.clientId": "is not a known key. Did you mean clientID?",
    },
  ),
  {
    name: "state in memory, in production",
    change: { database: { dex: null }, dex: { storageType: "memory" } },
    problems: {
      "dex.storageType":
        "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Use postgres or kubernetes.",
    },
  },
  {
    name: "state in the memory of several pods",
    change: {
      environment: "test",
      database: { dex: null },
      dex: { storageType: "memory", replicas: 2 },
    },
    problems: {
      "dex.storageType": "is memory, which several pods can't share. Use postgres or kubernetes.",
    },
  },
  {
    name: "a database that Dex doesn't use",
    change: { dex: { storageType: "kubernetes" } },
    problems: {
      "database.dex": "has no effect with dex.storageType kubernetes. Remove one of the two.",
    },
  },
  {
    name: "a user whose end is no date",
    change: { dex: { localUsers: [{ email: "a@example.com", expiresAt: "31.01.2027" }] } },
    problems: {
      "dex.localUsers[0].expiresAt":
        "is not a date. Write it like 2027-01-31, or 2027-01-31T18:00:00Z.",
    },
  },
  {
    name: "a client with the id of Membership's",
    change: {
      dex: { additionalClients: [{ id: "membership", redirectUris: ["https://a.example.com"] }] },
    },
    problems: {
      "dex.additionalClients[0].id": "is already used by Membership. Choose another.",
    },
  },
  {
    name: "a public client with a secret",
    change: {
      dex: {
        additionalClients: [
          { id: "a", public: true, secret: "s-5RkQ", redirectUris: ["http://127.0.0.1:8000"] },
        ],
      },
    },
    problems: {
      "dex.additionalClients[0].secret": "has no effect: a public client has no secret. Remove it.",
    },
  },
  {
    name: "a connector by type and by preset",
    change: {
      dex: {
        connectors: [
          {
            type: "oidc",
            preset: "okta",
            id: "a",
            name: "A",
            domain: "a.okta.com",
            clientId: "c",
            clientSecret: "s-5RkQ",
          },
        ],
      },
    },
    problems: {
      "dex.connectors[0].type":
        "has no effect with preset: a connector has either a type or a preset. Remove one of the two.",
    },
  },
  {
    name: "a TLS range of Dex that is empty",
    change: { dex: { web: { https: { secretName: "a", minVersion: "1.3", maxVersion: "1.2" } } } },
    problems: {
      "dex.web.https.maxVersion": "is lower than minVersion. Raise it, or leave it out.",
    },
  },
  {
    name: "gRPC of Dex without the callers' authority",
    change: { dex: { grpc: { secretName: "dex-grpc" } } },
    problems: { "dex.grpc.clientCaSecret": "is missing. It must be a map." },
  },
  {
    name: "an origin with a path, and a frame option of old",
    change: {
      dex: {
        web: {
          allowedOrigins: ["https://app.example.com/login"],
          headers: { frameOptions: "ALLOW-FROM" },
          clientRemoteIp: { header: "X-Forwarded-For", trustedProxies: ["10.0.0.1"] },
        },
      },
    },
    problems: {
      "dex.web.allowedOrigins[0]":
        "is more than an origin. Write only scheme and host, such as https://app.example.com, or * for every origin.",
      "dex.web.headers.frameOptions": "is not one of: DENY, SAMEORIGIN.",
      "dex.web.clientRemoteIp.trustedProxies[0]":
        "is not an address range. Write it like 10.0.0.0/8, or 10.0.0.1/32 for a single address.",
    },
  },
  {
    name: "a path of Dex that ends with a slash",
    change: { hosts: { dex: { path: "/dex/" } } },
    problems: { "hosts.dex.path": "ends with a slash. Remove the last slash." },
  },
];
