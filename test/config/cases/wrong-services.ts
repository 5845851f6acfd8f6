import { asString } from "../support";
import type { BadConfig } from "./bad-config";

export const wrongServices: readonly BadConfig[] = [
  {
    name: "text in place of a map",
    change: { ingress: "nginx" },
    problems: {
      ingress:
        "is a string, but must be a map. Write its keys below it, or set each part:\npulumi config set --path 'formance-control-plane:ingress.KEY' VALUE",
    },
  },
  {
    name: "a map in place of a list",
    change: { dex: { connectors: { type: "oidc" } } },
    problems: { "dex.connectors": "is a map, but must be a list. Begin each entry with a dash." },
  },
  {
    name: "an annotation that is true",
    change: { ingress: { annotations: { "a/b": true } } },
    problems: {
      'ingress.annotations["a/b"]': `is a boolean, but must be a string. ${asString('ingress.annotations["a/b"]')}`,
    },
  },
  {
    name: "a duration in days",
    change: { membership: { refreshTokenValidity: "3d" } },
    problems: {
      "membership.refreshTokenValidity":
        "is not a duration. Write numbers with units, such as 30s, 5m, 72h or 1h30m; days are written in hours.",
    },
  },
  {
    name: "a duration without a unit",
    change: { membership: { accessTokenValidity: "300" } },
    problems: {
      "membership.accessTokenValidity":
        "is not a duration. Write numbers with units, such as 30s, 5m, 72h or 1h30m; days are written in hours.",
    },
  },
  {
    name: "a cron schedule of four fields",
    change: { membership: { tokenCleanup: { schedule: "0 0 * *" } } },
    problems: {
      "membership.tokenCleanup.schedule":
        'is not a cron schedule. Write five fields, such as "0/30 * * * *", or @daily.',
    },
  },
  {
    name: "a redirect URI without a scheme",
    change: {
      membership: {
        additionalClients: [{ id: "app", redirectUris: ["app.example.com/callback"] }],
      },
    },
    problems: {
      "membership.additionalClients[0].redirectUris[0]":
        "is not a URL. Write it like https://app.example.com/callback.",
    },
  },
  {
    name: "an e-mail address without a domain",
    change: { dex: { admin: { email: "admin" } } },
    problems: { "dex.admin.email": "is not an e-mail address. Write it like name@example.com." },
  },
  {
    name: "a password in place of a hash",
    change: { dex: { localUsers: [{ email: "a@example.com", hash: "s3cret-5RkQ" }] } },
    problems: {
      "dex.localUsers[0].hash":
        "is not a bcrypt hash. Create one with: htpasswd -nbBC 12 '' PASSWORD, without the leading colon.",
    },
  },
  {
    name: "a hash that is too cheap",
    change: {
      dex: {
        localUsers: [
          {
            email: "a@example.com",
            hash: "$2b$04$ABCDEFGHIJKLMNOPQRSTUuABCDEFGHIJKLMNOPQRSTUVWXYZabcde",
          },
        ],
      },
    },
    problems: {
      "dex.localUsers[0].hash": "is a bcrypt hash with a cost below 10. Use 10 to 16.",
    },
  },
  {
    name: "an unknown connector type",
    change: { dex: { connectors: [{ type: "odic", id: "a", name: "A", config: {} }] } },
    problems: {
      "dex.connectors[0].type":
        "is not one of: saml, ldap, oidc, oauth, github, gitlab, google, microsoft, bitbucket-cloud, linkedin, openshift, atlassian-crowd, keystone, gitea, authproxy, mockCallback, mockPassword, samlExperimental. Did you mean oidc?",
    },
  },
  {
    name: "a connector id with a slash",
    change: { dex: { connectors: [{ type: "authproxy", id: "a/b", name: "A" }] } },
    problems: {
      "dex.connectors[0].id":
        "is not a connector id. Use letters, digits, dots, hyphens and underscores: it is part of URLs.",
    },
  },
  {
    name: "a connector without config",
    change: { dex: { connectors: [{ type: "oidc", id: "a", name: "A" }] } },
    problems: { "dex.connectors[0].config": "is missing. It must be a map." },
  },
  {
    name: "an issuer's name with a space",
    change: {
      ingress: { tls: { mode: "cert-manager", issuer: "lets encrypt", secretName: null } },
    },
    problems: {
      "ingress.tls.issuer":
        "is not a Kubernetes name. Use lower-case letters, digits, inner hyphens and dots.",
    },
  },
  {
    name: "an unknown kind of issuer",
    change: {
      ingress: {
        tls: {
          mode: "cert-manager",
          issuer: "acme",
          issuerKind: "clusterissuer",
          secretName: null,
        },
      },
    },
    problems: {
      "ingress.tls.issuerKind": "is not one of: ClusterIssuer, Issuer. Did you mean ClusterIssuer?",
    },
  },
  {
    name: "an address of Stargate with a scheme",
    change: { stargate: { serverUrl: "https://stargate.example.com:443" } },
    problems: {
      "stargate.serverUrl":
        "has a scheme. Write only the host and its port, such as example.com:443.",
    },
  },
  {
    name: "a NATS URL of another kind",
    change: { nats: { url: "http://nats:4222" } },
    problems: {
      "nats.url":
        "is not a NATS URL. Write it like nats://nats.nats.svc:4222; separate several with commas.",
    },
  },
  {
    name: "a licence that isn't a JWT",
    change: { licence: { token: "abc-5RkQ", clusterId: "3b241101-e2bb-4255-8caf-4136c566a962" } },
    problems: {
      "licence.token": "is not a licence token. A token is a JWT: three parts joined by dots.",
    },
  },
  {
    name: "a cluster id that isn't a UUID",
    change: {
      licence: { tokenSecret: { name: "licence", key: "token" }, clusterId: "my-cluster" },
    },
    problems: {
      "licence.clusterId":
        "is not a UUID. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
    },
  },
  {
    name: "attributes separated by commas and spaces",
    change: { observability: { attributes: "team=core, tier" } },
    problems: {
      "observability.attributes":
        "is not a list of attributes. Write name=value, separated by single spaces.",
    },
  },
  {
    name: "an unknown log level",
    change: { observability: { logs: { level: "information" } } },
    problems: { "observability.logs.level": "is not one of: trace, debug, info, warn, error." },
  },
  {
    name: "a generation of zero",
    change: { secretGenerations: { dexClient: 0 } },
    problems: { "secretGenerations.dexClient": "is too small. The minimum is 1." },
  },
  {
    name: "an unknown way with drift",
    change: { seed: { drift: "ignore" } },
    problems: { "seed.drift": "is not one of: restore, keep." },
  },
  {
    name: "an unknown way to prune",
    change: { seed: { prune: "all" } },
    problems: { "seed.prune": "is not one of: never, warn, owned." },
  },
  {
    name: "a region without a URL",
    change: { seed: { regions: [{ name: "eu" }] } },
    problems: { "seed.regions[0].baseUrl": "is missing. It must be a string." },
  },
  {
    name: "an unknown role",
    change: { seed: { users: [{ email: "a@example.com", role: "OWNER" }] } },
    problems: { "seed.users[0].role": "is not one of: USER, SYSTEM, ADMIN." },
  },
  {
    name: "modules twice",
    change: { membership: { stack: { minimalModules: ["Auth", "Ledger", "Auth"] } } },
    problems: {
      "membership.stack.minimalModules[2]": "is in the list twice. Remove one of the two.",
    },
  },
  {
    name: "a map whose bracket isn't closed, as a text",
    change: { membership: { stack: "{minimalModules: [Auth]" } },
    problems: {
      "membership.stack":
        "is a string, but must be a map. It begins with a bracket that isn't closed.",
    },
  },
];
