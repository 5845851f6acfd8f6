import { deepMerge, type Plain, type PlainMap } from "../../dex/merge";
import type { DexRelease } from "../../dex/releases";

/** A document that every release of Dex reads. */
export const document: PlainMap = {
  issuer: "https://dex.example.com",
  storage: { type: "kubernetes", config: { inCluster: true } },
  enablePasswordDB: true,
};

const user = {
  email: "a@example.com",
  hash: `$2a$10$${"a".repeat(53)}`,
  username: "a",
  userID: "1",
};
const client = { id: "a", name: "A", secret: "s" };
const credentials = { clientID: "c", clientSecret: "s" };
export const openid = { issuer: "https://login.example.com", ...credentials };
const search = { host: "ldap.example.com", userSearch: { baseDN: "dc=a", username: "uid" } };
const chain = { id: "otp", type: "TOTP", config: { issuer: "A" } };

export const connector = (type: string, config: PlainMap, others: PlainMap = {}): PlainMap => ({
  connectors: [{ type, id: "a", name: "A", config, ...others }],
});

/** A part of a document with a key of a later release. */
export interface LaterKey {
  readonly part: PlainMap;
  /** Where the newest key is. */
  readonly path: string;
  /** Whether it is a value of a key that 2.44 has. */
  readonly isValue?: boolean;
}

const setting = (type: string, base: PlainMap, key: string, value: Plain): LaterKey => ({
  part: connector(type, { ...base, [key]: value }),
  path: `connectors.0.config.${key}`,
});

const ofUser = (key: string, value: Plain): LaterKey => ({
  part: { staticPasswords: [{ ...user, [key]: value }] },
  path: `staticPasswords.0.${key}`,
});

const ofClient = (key: string, value: Plain): LaterKey => ({
  part: { staticClients: [{ ...client, [key]: value }] },
  path: `staticClients.0.${key}`,
});

/** A right value of each key that came after 2.44, by the release that brought it. */
export const laterKeys: Readonly<Record<Exclude<DexRelease, "2.44">, readonly LaterKey[]>> = {
  "2.45": [
    { part: { signer: { type: "local", config: { keysRotationPeriod: "6h" } } }, path: "signer" },
    { part: { signer: { type: "vault", config: { keyName: "dex" } } }, path: "signer" },
    ofUser("name", "A"),
    ofUser("preferredUsername", "a"),
    ofUser("emailVerified", false),
    ofUser("groups", ["finance"]),
    setting("oidc", openid, "pkceChallenge", "S256"),
    setting("gitlab", credentials, "rootCAData", "cGVt"),
    {
      part: { storage: { config: { crdHandling: "check" } } },
      path: "storage.config.crdHandling",
    },
  ],
  main: [
    {
      isValue: true,
      part: { oauth2: { grantTypes: ["authorization_code", "client_credentials"] } },
      path: "oauth2.grantTypes.1",
    },
    {
      part: {
        signer: { type: "local", config: { keysRotationPeriod: "6h", algorithm: "ES256" } },
      },
      path: "signer.config.algorithm",
    },
    { part: { sessions: { cookieName: "dex", absoluteLifetime: "24h" } }, path: "sessions" },
    { part: { mfa: { authenticators: [chain], defaultMFAChain: ["otp"] } }, path: "mfa" },
    { part: { oauth2: { pkce: { enforce: true } } }, path: "oauth2.pkce" },
    { part: { logger: { excludeFields: ["email"] } }, path: "logger.excludeFields" },
    {
      part: connector("oidc", openid, { grantTypes: ["authorization_code"] }),
      path: "connectors.0.grantTypes",
    },
    ofClient("postLogoutRedirectURIs", ["https://a.example.com"]),
    ofClient("backchannelLogoutURI", "https://a.example.com/logout"),
    ofClient("refreshTokenLifetime", "session"),
    ofClient("allowedConnectors", ["ldap"]),
    {
      part: {
        staticClients: [{ ...client, mfaChain: ["otp"] }],
        mfa: { authenticators: [chain] },
      },
      path: "staticClients.0.mfaChain",
    },
    ofClient("ssoSharedWith", ["*"]),
    ofClient("clientCredentialsClaims", { groups: ["finance"] }),
    setting("ldap", search, "kerberos", { enabled: true, keytabPath: "/keytab" }),
    {
      part: connector("ldap", deepMerge(search, { userSearch: { username: ["uid", "mail"] } })),
      path: "connectors.0.config.userSearch.username",
    },
    setting("microsoft", { clientID: "c" }, "clientAssertion", "/token"),
    setting("microsoft", credentials, "batchGroupLookups", true),
    setting("microsoft", credentials, "preferredUsernameField", "name"),
    setting("gitlab", credentials, "inheritedGroups", true),
    setting("bitbucket-cloud", credentials, "getWorkspacePermissions", true),
    ...["userInfoURL", "deviceAuthURL", "endSessionURL"].map((key) => ({
      part: connector("oidc", {
        ...openid,
        providerDiscoveryOverrides: { [key]: "https://login.example.com/x" },
      }),
      path: `connectors.0.config.providerDiscoveryOverrides.${key}`,
    })),
  ],
};
