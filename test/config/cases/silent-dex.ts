import type { BadConfig } from "./bad-config";

const several =
  "has several ranges, and Dex trusts only a proxy that is in all of them. Give one range that contains every proxy.";
const zero = "is zero, which Dex replaces with its default. Give a lifetime, or leave it out.";
const noLimit = "is zero, which Dex treats as no limit. Leave it out, or give one.";
export const client = { id: "a", redirectUris: ["https://a.example.com/callback"] };
const credentials = { clientID: "c", clientSecret: "s-5RkQ" };
const github = { type: "github", id: "github", name: "GitHub", config: credentials };
const user = { email: "a@example.com", userId: "1" };

/** A wrong `dex`, with the problems by their paths below it. */
export const dex = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
): BadConfig => ({
  name,
  change: { dex: change },
  problems: Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [`dex.${path}`, message]),
  ),
});

/** What Dex's document takes, and Dex then ignores or replaces without a word. */
export const silentDex: readonly BadConfig[] = [
  dex(
    "lifetimes of zero",
    {
      expiry: {
        idTokens: "0s",
        authRequests: "0m",
        deviceRequests: "0h",
        signingKeys: "0s",
        refreshTokens: { absoluteLifetime: "0s", validIfNotUsedFor: "0h0m" },
      },
    },
    {
      "expiry.idTokens": zero,
      "expiry.authRequests": zero,
      "expiry.deviceRequests": zero,
      "expiry.signingKeys":
        "is zero, so Dex would keep generating new keys. Give a lifetime, such as 6h.",
      "expiry.refreshTokens.absoluteLifetime": noLimit,
      "expiry.refreshTokens.validIfNotUsedFor": noLimit,
    },
  ),
  dex(
    "a connector with a text of a wrong format",
    {
      connectors: [
        {
          type: "ldap",
          id: "l",
          name: "L",
          config: {
            host: "ldaps://ldap.example.com",
            userSearch: {
              baseDN: "dc=x",
              username: "mail",
              filter: "objectClass=person",
              idAttr: "objectGUID",
              nameAttr: "cn",
              emailSuffix: "@example.com",
            },
            groupSearch: { baseDN: "dc=g", nameAttr: "cn" },
          },
        },
      ],
    },
    {
      "connectors[0].config.host":
        "has a scheme. Write only the host and its port, such as example.com:443.",
      "connectors[0].config.userSearch.filter":
        "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without spaces around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
      "connectors[0].config.userSearch.idAttr":
        "holds binary data. Dex would replace some bytes, so different users could become the same one. Use a text attribute, such as DN, uid, entryUUID or userPrincipalName.",
      "connectors[0].config.userSearch.emailSuffix":
        "has an @. Write only the name, such as example.com.",
      "connectors[0].config.groupSearch.userMatchers":
        "is missing, so no user would have a group. Say which attribute of a group lists its members, such as {userAttr: DN, groupAttr: member}.",
    },
  ),
  dex(
    "a reuse of tokens that are used again anyway",
    { expiry: { refreshTokens: { disableRotation: true, reuseInterval: "3s" } } },
    {
      "expiry.refreshTokens.reuseInterval":
        "has no effect with disableRotation. Remove one of the two.",
    },
  ),
  dex(
    "headers for no origin",
    { web: { allowedHeaders: ["X-A"] } },
    {
      "web.allowedHeaders": "has no effect without allowedOrigins. Add it, or remove this one.",
    },
  ),
  dex(
    "proxies in several ranges",
    {
      web: {
        clientRemoteIp: {
          header: "X-Forwarded-For",
          trustedProxies: ["10.0.0.0/8", "192.168.0.0/16"],
        },
      },
    },
    { "web.clientRemoteIp.trustedProxies": several },
  ),
  dex(
    "a redirect URI with a star, and a peer that isn't there",
    {
      additionalClients: [
        { ...client, redirectUris: ["https://*.example.com/callback"], trustedPeers: ["b"] },
        { ...client, id: "c", trustedPeers: ["a", "membership"] },
      ],
    },
    {
      "additionalClients[0].redirectUris[0]":
        "has a *, and redirect URIs are compared exactly. Write each of them in full.",
      "additionalClients[0].trustedPeers[0]":
        "is not the id of a client, so it grants no trust. Correct it, or remove it.",
    },
  ),
  dex(
    "two users of one id",
    { localUsers: [user, { ...user, email: "b@example.com" }] },
    {
      "localUsers[1].userId":
        "is already used at dex.localUsers[0].userId, so both would be the same user. Give each a different one.",
    },
  ),
  dex(
    "a connector with the id of the local users",
    { localUsers: [user], connectors: [{ ...github, id: "local" }] },
    {
      "connectors[0].id":
        "is the id of Dex's local users, which would replace the connector. Choose another.",
    },
  ),
  dex(
    "passwords at a connector that isn't there",
    { passwordConnector: "ldap", connectors: [github] },
    {
      passwordConnector:
        "is not the id of a connector, so the password grant would fail. Use the id of one in dex.connectors, or local.",
    },
  ),
  dex(
    "passwords at a connector without any",
    { passwordConnector: "github", connectors: [github] },
    {
      passwordConnector:
        "is a connector of type github, where Dex can't check passwords. Use one of type ldap, keystone or atlassian-crowd, or local.",
    },
  ),
  dex(
    "passwords of local users that aren't there",
    { admin: { enabled: false }, passwordConnector: "local", connectors: [github] },
    {
      passwordConnector:
        "is local, and there are no local users. Add dex.localUsers, or remove it.",
    },
  ),
  dex(
    "groups that Membership doesn't request",
    {
      connectors: [
        {
          type: "atlassian-crowd",
          id: "crowd",
          name: "Crowd",
          config: { ...credentials, baseURL: "https://crowd.example.com", groups: ["finance"] },
        },
      ],
    },
    {
      "connectors[0].config.groups":
        "isn't checked as intended: Dex reads groups only for a client that requests the scope groups, and Membership doesn't. Add groups to dex.membershipClient.scopes, in addition to openid, email and federated:id.",
    },
  ),
  dex(
    "sessions without their variable",
    { version: "main", configOverrides: { sessions: { cookieName: "a" } } },
    {
      "configOverrides.sessions":
        'needs the variable DEX_SESSIONS_ENABLED, or Dex doesn\'t start. Use dex.sessions instead, or set dex.env.DEX_SESSIONS_ENABLED to "true".',
    },
  ),
  dex(
    "two lives of signing keys",
    {
      version: "2.45",
      configOverrides: {
        signer: { type: "local", config: { keysRotationPeriod: "6h" } },
        expiry: { signingKeys: "6h" },
      },
    },
    {
      "configOverrides.expiry.signingKeys":
        "has no effect with signer. Remove it, and set signer.config.keysRotationPeriod.",
    },
  ),
  dex(
    "overrides that Dex drops",
    {
      configOverrides: {
        expiry: { idTokens: "0s" },
        oauth2: { grantTypes: ["authorization-code"] },
        web: { clientRemoteIP: { header: "a", trustedProxies: ["10.0.0.0/8", "192.168.0.0/16"] } },
      },
    },
    {
      "configOverrides.expiry.idTokens":
        "is zero, which Dex doesn't accept as a lifetime. Give one, such as 6h, or leave it out.",
      "configOverrides.oauth2.grantTypes[0]":
        "is not one of: authorization_code, refresh_token, implicit, password, urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:token-exchange, client_credentials. Did you mean authorization_code?",
      "configOverrides.web.clientRemoteIP.trustedProxies": several,
    },
  ),
  dex(
    "a connector by override with groups that aren't read",
    {
      configOverrides: {
        connectors: [
          {
            type: "oidc",
            id: "a",
            name: "A",
            config: { ...credentials, issuer: "https://a.example.com", allowedGroups: ["b"] },
          },
        ],
      },
    },
    {
      "configOverrides.connectors[0].config.allowedGroups":
        "has no effect without insecureEnableGroups: every user of the provider could log in. Set insecureEnableGroups to true.",
    },
  ),
];
