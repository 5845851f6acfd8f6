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
        "has no effect: a public client has no secret. Remove it.",
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
        "is already used by a client of the control plane itself. Choose another.",
    },
  },
  {
    name: "tokens of agents in a Secret, without agents",
    change: { membership: { grpcTokensSecret: existing } },
    problems: {
      "membership.grpcTokensSecret":
        "is for agents, which need formance-control-plane:membership.managedStacks false and formance-control-plane:nats. Without agents, remove it.",
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
        "needs oidc.clientSecret: Membership's configuration file holds the secret itself, and can't refer to an existing one. Give clientSecret, or leave connector out.",
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
        "has no effect without nats.servers: the url already holds the login. Remove it, or give servers instead of the url.",
    },
  },
  {
    name: "NATS with half a login, and credentials where everybody sees them",
    change: { nats: { servers: ["nats://u:p@n:4222"], userSecret: existing } },
    problems: {
      "nats.servers[0]":
        "holds credentials. Move them to user and password, or give the whole URL as url, which is a secret.",
      nats: "needs password or passwordSecret for its login.",
    },
  },
  {
    name: "a licence without a cluster",
    change: { licence: { tokenSecret: existing } },
    problems: {
      "licence.clusterId":
        "is missing. Membership compares the licence with it, and stops if they differ. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
    },
  },
  {
    name: "a licence that is switched off",
    change: { licence: { enabled: false, tokenSecret: existing } },
    problems: {
      "licence.tokenSecret": "has no effect while licence.enabled is false. Remove one of the two.",
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
        "can't be set: Dex doesn't support IAM tokens. Give password or passwordSecret, or another dex.storageType.",
      "database.membership.password":
        "has no effect with iam, which uses tokens instead. Remove one of the two.",
      "database.tlsMode": "is disable, but AWS accepts IAM tokens only over TLS. Use verify-full.",
      "seed.via":
        "must be wizard when Membership logs in with IAM, because this machine has no password for the database. Set it to wizard, or run the seed commands with your own login.",
    },
  },
  {
    name: "a user in a Secret beside a password in the config",
    change: { database: { membership: { userSecret: existing } } },
    problems: {
      "database.membership.userSecret":
        "needs a passwordSecret: the pod puts both into the URL. Give passwordSecret, or user instead of userSecret.",
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
        "has no effect with database.console.url, which the migration uses too. Give host, user and password instead of the url.",
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
      "database.console.migration": "has both password and passwordSecret. Keep one of them.",
    },
  },
  {
    name: "a role for the migration without its password",
    change: { database: { console: { migration: { user: "owner" } } } },
    problems: {
      "database.console.migration.password":
        "is missing. The role formance-control-plane:database.console.migration.user needs its own password or passwordSecret:\npulumi config set --path --secret 'formance-control-plane:database.console.migration.password'",
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
        "has no effect with database.mode managed, which creates the role and its password. Remove it, or set database.mode to existing.",
      ]),
    ),
  },
];
