import assert from "node:assert/strict";
import { documentKeys } from "../../dex/document-keys";
import { documentProblems } from "../../dex/document-problems";
import { dexDocumentSchema } from "../../dex/document-schema";
import { deepMerge, type Plain, type PlainMap } from "../../dex/merge";
import { dexReleases, type DexRelease } from "../../dex/releases";

const document: PlainMap = {
  issuer: "https://dex.example.com",
  storage: { type: "kubernetes", config: { inCluster: true } },
  enablePasswordDB: true,
};

const user = { email: "a@example.com", hash: "h", username: "a", userID: "1" };
const client = { id: "a", name: "A", secret: "s" };
const credentials = { clientID: "c", clientSecret: "s" };
const openid = { issuer: "https://login.example.com", ...credentials };
const search = { host: "ldap.example.com", userSearch: { baseDN: "dc=a", username: "uid" } };
const chain = { id: "otp", type: "TOTP", config: { issuer: "A" } };

const connector = (type: string, config: PlainMap, others: PlainMap = {}): PlainMap => ({
  connectors: [{ type, id: "a", name: "A", config, ...others }],
});

interface Case {
  readonly part: PlainMap;
  /** Where the newest key is. */
  readonly path: string;
}

const setting = (type: string, base: PlainMap, key: string, value: Plain): Case => ({
  part: connector(type, { ...base, [key]: value }),
  path: `connectors.0.config.${key}`,
});

const ofUser = (key: string, value: Plain): Case => ({
  part: { staticPasswords: [{ ...user, [key]: value }] },
  path: `staticPasswords.0.${key}`,
});

const ofClient = (key: string, value: Plain): Case => ({
  part: { staticClients: [{ ...client, [key]: value }] },
  path: `staticClients.0.${key}`,
});

/** A right value of each key that came after 2.44, by the release that brought it. */
const cases: Readonly<Record<Exclude<DexRelease, "2.44">, readonly Case[]>> = {
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

const title = { "2.45": "Dex 2.45", main: "Dex's main branch (after 2.45)" };

describe("keys of Dex by release", () => {
  for (const [needed, table] of Object.entries(cases) as [keyof typeof cases, readonly Case[]][]) {
    for (const { part, path } of table) {
      it(`${path} needs ${needed}`, () => {
        const whole = deepMerge(document, part);
        for (const release of dexReleases) {
          const isOlder = dexReleases.indexOf(release) < dexReleases.indexOf(needed);
          const problem = `${path}: needs ${title[needed]}, and dex.version is ${release}. Remove it, or set dex.version to "${needed}" if the image is of that release.`;
          const found = documentProblems(whole, { release });
          if (isOlder) assert.ok(found.includes(problem), found.join("\n"));
          else assert.deepEqual(found, []);
        }
      });
    }
  }

  it("have a case each", () => {
    const noted = new Set<string>();
    for (const { part } of Object.values(cases).flat()) {
      for (const { path, since } of documentKeys(dexDocumentSchema, deepMerge(document, part))) {
        if (since !== undefined) noted.add(path.join("."));
      }
    }
    const expected = Object.values(cases).flatMap((table) => table.map(({ path }) => path));
    assert.deepEqual([...noted].sort(), [...new Set(expected)].sort());
  });

  it("are taken for those of 2.44, unless a release is named that is known", () => {
    const [first] = cases["2.45"];
    assert.ok(first);
    assert.equal(documentProblems(deepMerge(document, first.part)).length, 1);
    assert.deepEqual(documentProblems(document, { release: "2.46" }), [
      "version is none of 2.44, 2.45, main",
    ]);
  });

  it("pass when they are unknown and that is allowed, and what is around them is still checked", () => {
    const unknown = { ...connector("oidc", { ...openid, newKey: { a: 1 } }), future: [1] };
    const whole = deepMerge(document, unknown);
    assert.equal(documentProblems(whole).length, 2);
    assert.deepEqual(documentProblems(whole, { allowUnknownKeys: true }), []);
    const wrong = deepMerge(whole, { grpc: { reflection: true, future: 1 } });
    assert.deepEqual(documentProblems(wrong, { allowUnknownKeys: true }), [
      "grpc: needs addr, the address to listen on.",
    ]);
  });

  it("take the older name of saml for what it is", () => {
    const saml = {
      ssoURL: "https://a.example.com",
      caData: "cGVt",
      usernameAttr: "n",
      emailAttr: "e",
    };
    for (const type of ["saml", "samlExperimental"]) {
      assert.deepEqual(documentProblems(deepMerge(document, connector(type, saml))), []);
    }
  });
});
