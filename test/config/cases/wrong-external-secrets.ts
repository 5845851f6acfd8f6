import type { BadConfig } from "./bad-config";

const store = { name: "vault" };
const one = { passwords: { data: { console: { remoteKey: "console" } } } };

export const wrongExternalSecrets: readonly BadConfig[] = [
  {
    name: "no store",
    change: { externalSecrets: { secrets: one } },
    problems: { "externalSecrets.store": "is missing. It must be a map." },
  },
  {
    name: "a kind of store with a slip",
    change: { externalSecrets: { store: { ...store, kind: "ClusterSecretsStore" }, secrets: one } },
    problems: {
      "externalSecrets.store.kind":
        "is not one of: ClusterSecretStore, SecretStore. Did you mean ClusterSecretStore?",
    },
  },
  {
    name: "no Secrets",
    change: { externalSecrets: { store, secrets: {} } },
    problems: { "externalSecrets.secrets": "is empty. Name the Secrets, or remove the area." },
  },
  {
    name: "a Secret of nothing",
    change: { externalSecrets: { store, secrets: { passwords: { data: {} } } } },
    problems: {
      "externalSecrets.secrets.passwords.data":
        "is empty. Name the source of each key in the store.",
    },
  },
  {
    name: "a value without its place",
    change: {
      externalSecrets: { store, secrets: { passwords: { data: { console: { property: "pw" } } } } },
    },
    problems: {
      "externalSecrets.secrets.passwords.data.console.remoteKey":
        "is missing. It must be a string.",
    },
  },
  {
    name: "a Secret with a name in capitals",
    change: { externalSecrets: { store, secrets: { Passwords: one.passwords } } },
    problems: {
      "externalSecrets.secrets.Passwords":
        "is not a Kubernetes name. Use lower-case letters, digits, inner hyphens and dots.",
    },
  },
  {
    name: "a refresh interval in days",
    change: { externalSecrets: { store, refreshInterval: "1d", secrets: one } },
    problems: {
      "externalSecrets.refreshInterval":
        "is not a duration. Write numbers with units, such as 30s, 5m, 72h or 1h30m; days are written in hours.",
    },
  },
  {
    name: "a key that the store doesn't fill",
    change: {
      database: {
        console: { password: null, passwordSecret: { name: "passwords", key: "consol" } },
      },
      externalSecrets: { store, secrets: one },
    },
    problems: {
      "database.console.passwordSecret.key":
        "is a key that formance-control-plane:externalSecrets.secrets.passwords doesn't fill. Did you mean console?",
    },
  },
  {
    name: "the number of a client that there isn't",
    change: {
      membership: { additionalClients: [{ id: "crm" }] },
      secretGenerations: { additionalClients: { cmr: 2 } },
    },
    problems: {
      "secretGenerations.additionalClients.cmr":
        "is not a client of formance-control-plane:membership.additionalClients. Did you mean crm?",
    },
  },
  {
    name: "the number of a client whose secret is given",
    change: {
      membership: { additionalClients: [{ id: "crm", secret: "crm-5RkQ" }] },
      secretGenerations: { additionalClients: { crm: 2 } },
    },
    problems: {
      "secretGenerations.additionalClients.crm":
        "is a client whose secret is given, not generated. Remove the number.",
    },
  },
  {
    name: "the number of a public client",
    change: {
      dex: {
        additionalClients: [
          { id: "cli", public: true, redirectUris: ["http://127.0.0.1:8000/callback"] },
        ],
      },
      secretGenerations: { dexClients: { cli: 2 } },
    },
    problems: {
      "secretGenerations.dexClients.cli":
        "is a public client, which has no secret. Remove the number.",
    },
  },
];
