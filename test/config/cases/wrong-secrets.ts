import type { BadConfig } from "./bad-config";

const existing = { name: "keys", key: "k" };

/** Secrets that stand in two places or in none, and logins that don't fit their kind. */
export const wrongSecrets: readonly BadConfig[] = [
  {
    name: "secrets that are written and lie in a Secret",
    change: {
      console: {
        cookieSecret: "cookie-5RkQ",
        cookieSecretRef: existing,
        oauthClient: { secret: "client-5RkQ", secretRef: existing },
      },
      dex: { membershipClient: { secret: "client-5RkQ", secretRef: existing } },
    },
    problems: {
      console: "has cookieSecret and cookieSecretRef. Keep one of them.",
      "console.oauthClient": "has secret and secretRef. Keep one of them.",
      "dex.membershipClient": "has secret and secretRef. Keep one of them.",
    },
  },
  {
    name: "a Secret for a public client",
    change: {
      membership: { additionalClients: [{ id: "cli", public: true, secretRef: existing }] },
    },
    problems: {
      "membership.additionalClients[0].secretRef":
        "has no use: a public client keeps no secret. Remove it.",
    },
  },
  {
    name: "a client with the id that Console was given",
    change: {
      console: { oauthClient: { id: "ui" } },
      membership: { additionalClients: [{ id: "ui" }] },
    },
    problems: {
      "membership.additionalClients[0].id":
        "is used already, by a client of the control plane itself. Choose another.",
    },
  },
  {
    name: "tokens of agents in a Secret, without agents",
    change: { membership: { grpcTokensSecret: existing } },
    problems: {
      "membership.grpcTokensSecret":
        "is for agents. It needs formance-control-plane:membership.managedStacks false and formance-control-plane:nats; without agents, remove it.",
    },
  },
  {
    name: "a provider's secret in a Secret, but wanted in Membership's file",
    change: {
      dex: null,
      database: { dex: null },
      oidc: { host: "id.test", clientId: "c", clientSecretRef: existing, connector: true },
    },
    problems: {
      "oidc.connector":
        "needs oidc.clientSecret: the configuration file of Membership holds the secret itself, and can't name an existing one. Give clientSecret, or leave connector out.",
    },
  },
  {
    name: "NATS without a server",
    change: { nats: { jetstreamReplicas: 3 } },
    problems: {
      nats: "needs a url, a urlSecret or servers:\npulumi config set --path --secret 'formance-control-plane:nats.url'",
    },
  },
  {
    name: "NATS in two places, and a login beside a url",
    change: { nats: { url: "nats://n:4222", urlSecret: existing, user: "u" } },
    problems: {
      nats: "has url and urlSecret. Keep one of them.",
      "nats.user":
        "has no use without nats.servers: the login stands in the url. Remove it, or give servers in place of the url.",
    },
  },
  {
    name: "NATS with half a login, and credentials where everybody sees them",
    change: { nats: { servers: ["nats://u:p@n:4222"], userSecret: existing } },
    problems: {
      "nats.servers[0]":
        "holds credentials. Leave them out, and give user and password; or give the whole as url, which is a secret.",
      nats: "needs password or passwordSecret for its login.",
    },
  },
  {
    name: "a licence without a cluster",
    change: { licence: { tokenSecret: existing } },
    problems: {
      "licence.clusterId":
        "is missing. Membership compares the licence with it, and stops where they differ. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
    },
  },
  {
    name: "a licence that is switched off",
    change: { licence: { enabled: false, tokenSecret: existing } },
    problems: {
      "licence.tokenSecret": "has no use while licence.enabled is false. Remove one of the two.",
    },
  },
  {
    name: "IAM with passwords, without TLS, for Dex and under a seed",
    change: {
      environment: "test",
      database: {
        iam: true,
        tlsMode: "disable",
        dex: { iam: true },
        console: { iam: false },
        portal: { iam: false },
      },
      seed: { users: [{ email: "a@example.com" }] },
    },
    problems: {
      "database.dex.iam":
        "can't be: Dex knows no tokens of IAM. Give password or passwordSecret, or another dex.storageType.",
      "database.membership.password":
        "has no use with iam, whose tokens take its place. Remove one of the two.",
      "database.tlsMode": "is disable, but AWS takes tokens of IAM over TLS only. Use verify-full.",
      "seed.via":
        "must be wizard while Membership's database is reached by IAM: this machine has no password for it. Set it to wizard, or run the seed's commands with a login of your own.",
    },
  },
  {
    name: "a user in a Secret beside a password in the config",
    change: { database: { membership: { userSecret: existing } } },
    problems: {
      "database.membership.userSecret":
        "needs a passwordSecret: the pod puts both into the URL as they are. Give passwordSecret, or user in place of userSecret.",
    },
  },
  {
    name: "a role for the migration beside a URL",
    change: {
      database: {
        console: {
          password: null,
          url: "postgresql://console:u-5RkQ@db.example.com/console",
          migration: { user: "owner", password: "m-5RkQ" },
        },
      },
    },
    problems: {
      "database.console.migration":
        "has no use beside database.console.url, which the migration uses too. Give host, user and password in place of the url.",
    },
  },
  {
    name: "two passwords for the migration",
    change: {
      database: {
        console: {
          migration: { password: "m-5RkQ", passwordSecret: { name: "migration", key: "password" } },
        },
      },
    },
    problems: {
      "database.console.migration": "has password and passwordSecret. Keep one of them.",
    },
  },
  {
    name: "a role for the migration without its password",
    change: { database: { console: { migration: { user: "owner" } } } },
    problems: {
      "database.console.migration.password":
        "is missing. The role formance-control-plane:database.console.migration.user needs a password of its own, or passwordSecret:\npulumi config set --path --secret 'formance-control-plane:database.console.migration.password'",
    },
  },
  {
    name: "what is for databases that exist, where they are made",
    change: {
      database: {
        mode: "managed",
        admin: { password: "admin-5RkQ" },
        iam: true,
        membership: { password: null, host: "other", migration: { user: "owner" } },
        dex: null,
        console: null,
        portal: null,
      },
    },
    problems: Object.fromEntries(
      ["iam", "membership.host", "membership.migration"].map((key) => [
        `database.${key}`,
        "has no use with database.mode managed, which makes the role and its password. Remove it, or use the mode existing.",
      ]),
    ),
  },
];
