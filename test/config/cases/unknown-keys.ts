import type { BadConfig } from "./bad-config";

export const unknownKeys: readonly BadConfig[] = [
  {
    name: "a slip in an area",
    change: { databse: { host: "db" } },
    problems: { databse: "is not a known key. Did you mean database?" },
  },
  {
    name: "a slip in a field",
    change: { database: { hots: "db" } },
    problems: { "database.hots": "is not a known key. Did you mean host?" },
  },
  {
    name: "a slip in capitals",
    change: { database: { tlsmode: "disable" } },
    problems: { "database.tlsmode": "is not a known key. Did you mean tlsMode?" },
  },
  {
    name: "a field that resembles nothing",
    change: { ingress: { xyzzy: 1 } },
    problems: {
      "ingress.xyzzy":
        "is not a known key. Known here: enabled, className, annotations, labels, externalDns, waitForLoadBalancer, tls, services.",
    },
  },
  {
    name: "a path where only Dex has one",
    change: { hosts: { console: { path: "/console" } } },
    problems: { "hosts.console.path": "is not a known key. Known here: scheme, host." },
  },
  {
    name: "a slip in a list",
    change: { dex: { localUsers: [{ email: "a@example.com", user: "a" }] } },
    problems: { "dex.localUsers[0].user": "is not a known key. Did you mean userId?" },
  },
  {
    name: "a slip in a row of the seed",
    change: { seed: { stacks: [{ name: "a", organisation: "o", region: "r" }] } },
    problems: {
      "seed.stacks[0].organisation": "is not a known key. Did you mean organization?",
      "seed.stacks[0].organization": "is missing. It must be a string.",
    },
  },
  {
    name: "a slip in a variable's source",
    change: { console: { env: { KEY: { secretref: { name: "keys", key: "k" } } } } },
    problems: {
      "console.env.KEY": "needs `secret` or `secretRef`.",
      "console.env.KEY.secretref": "is not a known key. Did you mean secretRef?",
    },
  },
  {
    name: "a word of the same meaning",
    change: { membership: { accessTokenLifetime: "5m" } },
    problems: {
      "membership.accessTokenLifetime": "is not a known key. Did you mean accessTokenValidity?",
    },
  },
  {
    name: "a setting of a connector beside its config",
    change: {
      dex: {
        connectors: [
          {
            type: "oidc",
            id: "okta",
            name: "Okta",
            clientId: "id",
            config: { issuer: "https://a.example.com", clientID: "id", clientSecret: "secret" },
          },
        ],
      },
    },
    problems: {
      "dex.connectors[0].clientId":
        "belongs in config, as config.clientID. Only a connector with a preset, such as preset: okta, has its settings here.",
    },
  },
];
