import type { BadConfig } from "./bad-config";

const lockedOut =
  "lets no one log in. Add dex.connectors or dex.localUsers, set dex.admin.enabled to true, or use your own provider with oidc.";
const callback = "https://dex.example.com/callback";
const back = "https://membership.example.com/api/authorize/callback";
const isHttp = "is http, which is for test environments only. Use https.";
const replacedStorage =
  "replaces the storage that the settings configure. Remove it, and set dex.storageType (postgres, kubernetes or memory) and, for postgres, database.dex.";

const github = {
  type: "github",
  id: "github",
  name: "GitHub",
  config: { clientID: "a", clientSecret: "b-5RkQ", redirectURI: callback },
};
const oidc = {
  type: "oidc",
  id: "oidc",
  name: "OIDC",
  config: {
    issuer: "https://id.test",
    clientID: "a",
    clientSecret: "b-5RkQ",
    redirectURI: callback,
  },
};
const hash = `$2y$12$${"a".repeat(53)}`;
const user = { email: "a@example.com", hash, username: "a", userID: "1" };
const membership = { id: "membership", name: "M", secret: "m-5RkQ", redirectURIs: [back] };

const overridden = (
  name: string,
  configOverrides: Record<string, unknown>,
  problems: Readonly<Record<string, string>>,
  dex: Record<string, unknown> = {},
): BadConfig => ({
  name,
  change: { dex: { ...dex, configOverrides } },
  problems: Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [`dex.configOverrides.${path}`, message]),
  ),
});

const connector = (
  name: string,
  written: Record<string, unknown>,
  problems: Readonly<Record<string, string>>,
): BadConfig =>
  overridden(
    name,
    { connectors: [written] },
    Object.fromEntries(
      Object.entries(problems).map(([path, message]) => [`connectors[0].${path}`, message]),
    ),
  );

const withoutAdmin = { admin: { enabled: false } };

/** Overrides that would be refused as settings, or that lock people out. */
export const wrongOverrides: readonly BadConfig[] = [
  connector(
    "a connector for tests",
    { type: "mockCallback", id: "m", name: "M" },
    {
      type: "lets anyone log in, and is for test environments only. Remove the connector.",
    },
  ),
  connector(
    "a connector for tests with a password",
    { type: "mockPassword", id: "m", name: "M", config: { username: "a", password: "b-5RkQ" } },
    {
      type: "lets anyone log in, and is for test environments only. Remove the connector.",
    },
  ),
  connector(
    "a provider in clear, and unverified",
    { ...oidc, config: { ...oidc.config, issuer: "http://id.test", insecureSkipVerify: true } },
    {
      "config.issuer": isHttp,
      "config.insecureSkipVerify":
        "switches off certificate verification, which is for test environments only. Remove it, and give the certificate authority if it is private.",
    },
  ),
  connector(
    "a directory in clear",
    {
      type: "ldap",
      id: "l",
      name: "L",
      config: {
        host: "ldap.test:389",
        insecureNoSSL: true,
        userSearch: { baseDN: "dc=x", username: "uid", nameAttr: "cn" },
      },
    },
    {
      "config.insecureNoSSL":
        "sends passwords in plain text, which is for test environments only. Remove it, or set startTLS to true instead.",
    },
  ),
  connector(
    "an id of the local users, and no name",
    { ...github, id: "local", name: " " },
    {
      id: "is the id of Dex's local users, which would replace the connector. Choose another.",
      name: "is empty. Give it a value: the login page shows it.",
    },
  ),
  connector(
    "an id that is no part of a URL",
    { ...github, id: "a b" },
    {
      id: "is not a connector id. Use letters, digits, dots, hyphens and underscores: it is part of URLs.",
    },
  ),
  connector(
    "no redirect URI, and a wrong one",
    { ...github, config: { ...github.config, redirectURI: undefined } },
    { "config.redirectURI": `is missing, so every login would fail. Write ${callback}.` },
  ),
  connector(
    "another redirect URI",
    { ...github, config: { ...github.config, redirectURI: "https://a.test/callback" } },
    {
      "config.redirectURI": `is not Dex's callback address, so the provider would send users elsewhere. Write ${callback}, or leave it out.`,
    },
  ),
  connector(
    "texts in the wrong form",
    {
      ...oidc,
      config: {
        ...oidc.config,
        clientID: "a ",
        issuer: "https://id.test/.well-known/openid-configuration",
      },
    },
    {
      "config.clientID": "begins or ends with whitespace, which would be part of it. Remove it.",
      "config.issuer":
        "is the address of a discovery document, not the issuer, which is the part before /.well-known. Copy `issuer` exactly from the provider's discovery document.",
    },
  ),
  overridden(
    "connectors beside those of the settings",
    { connectors: [github] },
    { connectors: "replaces dex.connectors. Keep one of the two lists." },
    { connectors: [{ preset: "okta", domain: "a.test", clientId: "a", clientSecret: "b-5RkQ" }] },
  ),
  ...[[], null].map((connectors) =>
    overridden(
      `connectors that are ${JSON.stringify(connectors)}, without local users`,
      { connectors },
      { connectors: lockedOut },
      {
        ...withoutAdmin,
        connectors: [{ preset: "okta", domain: "a.test", clientId: "a", clientSecret: "b-5RkQ" }],
      },
    ),
  ),
  ...[[], null].map((staticPasswords) =>
    overridden(
      `local users that are ${JSON.stringify(staticPasswords)}, without connectors`,
      { staticPasswords },
      { staticPasswords: lockedOut },
    ),
  ),
  overridden(
    "local users without the administrator",
    { staticPasswords: [user], enablePasswordDB: true },
    {
      staticPasswords:
        "replaces the list without the administrator of dex.admin, who couldn't log in. Use dex.localUsers, or set dex.admin.enabled to false.",
    },
  ),
  overridden(
    "local users without the database of passwords",
    { staticPasswords: [user] },
    {
      enablePasswordDB:
        "must be true with local users: Dex refuses them otherwise. Set it to true.",
    },
    withoutAdmin,
  ),
  overridden(
    "a weak hash, and a name instead of an address",
    {
      staticPasswords: [{ ...user, email: "admin", hash: `$2y$04$${"a".repeat(53)}` }],
      enablePasswordDB: true,
    },
    {
      "staticPasswords[0].email": "is not an e-mail address. Write it like name@example.com.",
      "staticPasswords[0].hash": "is a bcrypt hash with a cost below 10. Use 10 to 16.",
    },
    withoutAdmin,
  ),
  ...[[], null, [{ ...membership, id: "other" }]].map((staticClients) =>
    overridden(
      `clients that are ${JSON.stringify(staticClients)}`,
      { staticClients },
      {
        staticClients:
          "replaces the list without Membership's client, so no one could log in. Use dex.additionalClients.",
      },
    ),
  ),
  overridden(
    "a client of Membership that it can't use",
    { staticClients: [{ ...membership, redirectURIs: ["https://a.test"] }] },
    {
      "staticClients[0].redirectURIs": `lacks ${back}, to which Membership's users return, so no one could log in. Add it.`,
      "staticClients[0].secret":
        "is not the secret that Membership gets, so no one could log in. Set the same as dex.membershipClient.secret, or use dex.additionalClients.",
    },
  ),
  overridden(
    "a password grant at no connector",
    { oauth2: { passwordConnector: "nope" } },
    {
      "oauth2.passwordConnector":
        "is not the id of a connector, so the password grant would fail. Use the id of one in dex.connectors, or local.",
    },
  ),
  overridden(
    "a password grant at a connector without passwords",
    { oauth2: { passwordConnector: "github" }, connectors: [github] },
    {
      "oauth2.passwordConnector":
        "is a connector of type github, where Dex can't check passwords. Use one of type ldap, keystone or atlassian-crowd, or local.",
    },
  ),
  ...[{ type: "sqlite3", config: { file: "/a" } }, { type: "mysql" }, { type: "kubernetes" }].map(
    (storage) =>
      overridden(
        `the storage ${JSON.stringify(storage)}`,
        { storage },
        { "storage.type": replacedStorage },
      ),
  ),
  overridden(
    "the memory in production",
    { storage: { type: "memory" } },
    {
      "storage.type":
        "is memory, which loses logins and signing keys when the pod restarts, and is for test environments only. Remove it.",
    },
  ),
  overridden("no storage", { storage: null }, { storage: replacedStorage }),
  overridden(
    "another server",
    { storage: { config: { host: "other", password: "b-5RkQ", maxOpenConns: 5 } } },
    Object.fromEntries(
      ["host", "password"].map((key) => [
        `storage.config.${key}`,
        `would differ from the database that the rest of the stack uses. Remove it, and set database.dex.${key}.`,
      ]),
    ),
  ),
];

/** Overrides that are right. */
export const rightOverrides: readonly Record<string, unknown>[] = [
  { configOverrides: { connectors: [github, oidc] } },
  {
    ...withoutAdmin,
    configOverrides: { connectors: [github], staticPasswords: null, frontend: null, web: null },
  },
  { ...withoutAdmin, configOverrides: { staticPasswords: [user], enablePasswordDB: true } },
  {
    configOverrides: {
      staticPasswords: [
        { ...user, email: "admin@example.com" },
        { ...user, hash: Buffer.from(hash).toString("base64") },
      ],
    },
  },
  {
    membershipClient: { secret: "m-5RkQ" },
    configOverrides: { staticClients: [membership, { ...membership, id: "other" }] },
  },
  { configOverrides: { oauth2: { passwordConnector: "local" } } },
  { configOverrides: { storage: { type: "postgres", config: { maxOpenConns: 5 } } } },
];

export const warnedOverrides: readonly Record<string, unknown>[] = [
  { type: "authproxy", id: "a", name: "A" },
  {
    type: "saml",
    id: "s",
    name: "S",
    config: {
      ssoURL: "https://a.test/sso",
      ca: "/etc/ca.pem",
      usernameAttr: "n",
      emailAttr: "e",
      redirectURI: callback,
    },
  },
];
