const port = "has a port that isn't one. Use 1 to 65535, or leave the colon out.";
const ends = "begins or ends with whitespace. Remove it.";
const encode = "Percent-encode it, such as %20 for a space, %5C for \\ and %7C for |.";
const inClear = (what: string) =>
  `has a character in its ${what} that must be percent-encoded. ${encode}`;
const discovery =
  "is the address of a discovery document, not the issuer, which is the part before /.well-known. Copy `issuer` exactly from the provider's discovery document.";
const endpoint =
  "is an endpoint of the provider, not its issuer. Copy `issuer` exactly from the provider's discovery document.";
const part = (added: string) =>
  `contains a part of the path that the preset adds: ${added}. Write only what comes before it.`;
const beyond = "has letters beyond ASCII. Write it as DNS has it: ";
const noQuery = "has a query, which would be lost when a path is added. Remove it.";

export type Change = Record<string, unknown>;

export const oidc = { clientID: "a", clientSecret: "b-5RkQ" };
export const connector = (written: Change): Change => ({ dex: { connectors: [written] } });
const issuer = (url: string) =>
  connector({ type: "oidc", id: "o", name: "O", config: { ...oidc, issuer: url } });
export const preset = (name: string, fields: Change) =>
  connector({ preset: name, clientId: "a", clientSecret: "b-5RkQ", ...fields });
const keycloak = (url: string) => preset("keycloak", { url, realm: "r" });

/** Every place for a URL of the web: how it is set, and its path. */
const places: readonly (readonly [(url: string) => Change, string])[] = [
  [issuer, "dex.connectors[0].config.issuer"],
  [keycloak, "dex.connectors[0].url"],
  [(url) => preset("authentik", { url, application: "a" }), "dex.connectors[0].url"],
  [
    (url) =>
      connector({
        type: "oauth",
        id: "o",
        name: "O",
        config: {
          ...oidc,
          tokenURL: "https://h/t",
          authorizationURL: "https://h/a",
          userInfoURL: url,
        },
      }),
    "dex.connectors[0].config.userInfoURL",
  ],
  [
    (url) => connector({ type: "gitlab", id: "g", name: "G", config: { ...oidc, baseURL: url } }),
    "dex.connectors[0].config.baseURL",
  ],
  [(url) => ({ dex: { frontend: { logoUrl: url } } }), "dex.frontend.logoUrl"],
  [
    (url) => ({ dex: { additionalClients: [{ id: "a", redirectUris: [url] }] } }),
    "dex.additionalClients[0].redirectUris[0]",
  ],
  [
    (url) => ({ membership: { additionalClients: [{ id: "a", redirectUris: [url] }] } }),
    "membership.additionalClients[0].redirectUris[0]",
  ],
  [
    (url) => ({
      dex: { version: "2.45", signer: { vault: { address: url, keyName: "k", token: "t-5RkQ" } } },
    }),
    "dex.signer.vault.address",
  ],
  [(url) => ({ seed: { regions: [{ name: "a", baseUrl: url }] } }), "seed.regions[0].baseUrl"],
  [(url) => ({ stargate: { stackApiUrl: url } }), "stargate.stackApiUrl"],
  [(url) => ({ console: { sentry: { dsn: url } } }), "console.sentry.dsn"],
];

/** URLs that some readers take and others don't, or that mean different things to them. */
const everywhere: readonly (readonly [string, string | RegExp])[] = [
  [" https://id.example.com", ends],
  ["https://id.example.com\n", ends],
  ["https://id.exa\tmple.com", "has a tab. Remove it."],
  ["https://id.exa\nmple.com", "has a line break. Remove it."],
  ["https://id.exa mple.com", "has a space. Remove it."],
  ["https://id.example.com/a b", "has a space. Write it as %20, or remove it."],
  ["https:/id.example.com", /^doesn't begin with https:\/\/ and a host\. Write it like /],
  ["https:\\\\id.example.com", /^doesn't begin with https:\/\/ and a host\. Write it like /],
  ["HTTPS://id.example.com", "has its scheme in capital letters. Write it as https."],
  ["id.example.com", /^is not a URL\. Write it like /],
  ["ftp://id.example.com", /^is neither an https nor an http URL\. Write it like /],
  ["https://", /^has no host\. Write it like /],
  [
    "https://id.example.com/%zz",
    `has a % in its path that doesn't start a percent code. ${encode}`,
  ],
  ["https://id.example.com:0", port],
  ["https://id.example.com:", port],
  ["https://id.example.com:65536", port],
  ["https://id.example.com/a^b", inClear("path")],
  ["https://id.example.com/a|b", inClear("path")],
  ["https://id.example.com/[a]", inClear("path")],
  ["https://id.example.com/a\\b", inClear("path")],
  ["https://id.example.com/ä", inClear("path")],
  [
    "https://id.example.com/a/../b",
    "has . or .. as a segment of its path, which clients resolve differently. Write the path that you mean.",
  ],
  ["https://münchen.example:8443/x", `${beyond}https://xn--mnchen-3ya.example:8443/x`],
  [
    "https://u:p@id.example.com",
    /^holds credentials\. Write it like |^has a secret key after |^is or holds a password/,
  ],
  [
    "https://127.1",
    "has a host that ends with a number, as only an IP address does. Write a host name, such as example.com.",
  ],
  [
    "https://[::1",
    "has a bracket that isn't part of an IPv6 address. Write such an address like [2001:db8::1]:443.",
  ],
];

/** What else is wrong, by what the URL is for. */
const single: readonly (readonly [Change, string, string])[] = [
  [
    issuer("https://id.example.com/.well-known/openid-configuration"),
    "dex.connectors[0].config.issuer",
    discovery,
  ],
  [
    issuer("https://id.example.com/realms/a/protocol/openid-connect/auth"),
    "dex.connectors[0].config.issuer",
    endpoint,
  ],
  [
    issuer("https://login.example.com/tenant/oauth2/v2.0/authorize"),
    "dex.connectors[0].config.issuer",
    endpoint,
  ],
  [
    issuer("https://id.example.com?a=b"),
    "dex.connectors[0].config.issuer",
    "has a query, which an issuer can't have. Copy it from the provider's discovery document.",
  ],
  [
    keycloak("https://login.example.com/realms/a"),
    "dex.connectors[0].url",
    part("/realms/ and the realm"),
  ],
  [
    keycloak("https://login.example.com/auth/admin/"),
    "dex.connectors[0].url",
    part("/realms/ and the realm"),
  ],
  [
    preset("authentik", { url: "https://a.example.com/application/o/b/", application: "b" }),
    "dex.connectors[0].url",
    part("/application/o/ and the application"),
  ],
  [
    preset("okta", { domain: "acme-admin.okta.com" }),
    "dex.connectors[0].domain",
    "is the domain of the admin console, not of the issuer. Write it without -admin.",
  ],
  [keycloak("https://login.example.com?a=b"), "dex.connectors[0].url", noQuery],
  [
    { seed: { regions: [{ name: "a", baseUrl: "https://h/?a=b" }] } },
    "seed.regions[0].baseUrl",
    noQuery,
  ],
  [
    { dex: { additionalClients: [{ id: "a", redirectUris: ["https://h/#f"] }] } },
    "dex.additionalClients[0].redirectUris[0]",
    "has a fragment, which a redirect URI can't have. Remove it.",
  ],
  [
    { hosts: { dex: { path: "/a%zz" } } },
    "hosts.dex.path",
    `has a % in its path that doesn't start a percent code. ${encode}`,
  ],
  ...Object.entries({
    "nats://n:0": port,
    "nats://u:p@n:0": port,
    "nats://u:p%zz-5RkQ@n":
      "has a % in its user or password that doesn't start a percent code. Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.",
    "nats://u:p^|[]-5RkQ@n":
      "has a character in its user or password that must be percent-encoded. Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.",
    "nats://u:p/5RkQ@n":
      "has an unencoded /, ? or # in its login. Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.",
    "nats://u:p@münchen:4222": `${beyond}nats://xn--mnchen-3ya:4222`,
    "nats://a:4222, nats://b:99999": port,
    "nats://a:4222/x":
      "has more than a host and a port. Write it like nats://nats.nats.svc:4222; separate several with commas.",
    "nats://@a:4222":
      "has no user before its @. Write it like nats://nats.nats.svc:4222; separate several with commas.",
  }).map(([url, message]) => [{ nats: { url } }, "nats.url", message] as const),
  [{ nats: { servers: ["nats://n:0"] } }, "nats.servers[0]", port],
  [{ nats: { servers: ["nats://ü:4222"] } }, "nats.servers[0]", `${beyond}nats://xn--tda:4222`],
];

export const wrongUrls: readonly (readonly [Change, string, string | RegExp])[] = [
  ...places.flatMap(([change, path]) =>
    everywhere.map(([url, message]) => [change(url), path, message] as const),
  ),
  ...single,
];

const url = (text: string) => places.slice(0, 4).map(([change]) => change(text));

export const rightUrls: readonly Change[] = [
  ...url("https://id.example.com:8443/a/b%20c"),
  ...url("https://ID_1.example.com"),
  ...url("https://[2001:db8::1]:8443/~a;b=c,d:e@f!$&'()*+"),
  ...url("https://10.0.0.1"),
  issuer("https://acme.okta.com/oauth2/default"),
  issuer("https://login.microsoftonline.com/t/v2.0"),
  // As WSO2's servers have it.
  issuer("https://api.asgardeo.io/t/acme/oauth2/token"),
  keycloak("https://login.example.com/auth/"),
  { dex: { frontend: { logoUrl: "https://h/a.svg?v=1#dark" } } },
  { dex: { frontend: { logoUrl: "theme/logo.svg" } } },
  {
    dex: {
      additionalClients: [
        {
          id: "a",
          redirectUris: [
            "https://h/cb?a=b",
            "/device/callback",
            "com.example.app:/callback",
            "vscode://example.extension/callback",
            "urn:ietf:wg:oauth:2.0:oob",
          ],
        },
      ],
    },
  },
  { stargate: { stackApiUrl: "https://#{organizationId}-#{stackId}.example.com/api" } },
  { console: { sentry: { dsn: "https://0123456789abcdef@o1.ingest.sentry.io/2" } } },
  { nats: { url: "nats://u:p%5E1-5RkQ@a:4222, tls://token-5RkQ@b" } },
  { nats: { servers: ["nats://[2001:db8::1]:4222", "wss://N_1"] } },
];

const space = "begins or ends with whitespace, which would be part of it. Remove it.";
const lineBreak =
  "begins or ends with a line break, such as the one at the end of a file, which would be part of the secret. Set it again without the line break.";

/** White space at the ends, which comes along when a value is copied, or a file is read. */
export const whiteSpace: readonly (readonly [Change, string, string])[] = [
  [preset("okta", { domain: "a.okta.com", clientId: "x " }), "dex.connectors[0].clientId", space],
  [preset("entra-id", { tenantId: "\tx" }), "dex.connectors[0].tenantId", space],
  [
    preset("okta", { domain: "a.okta.com", clientSecret: "pw-5RkQ\n" }),
    "dex.connectors[0].clientSecret",
    lineBreak,
  ],
  [
    { database: { membership: { password: "pw-5RkQ\n" } } },
    "database.membership.password",
    lineBreak,
  ],
  [{ database: { dex: { password: "pw-5RkQ\r\n" } } }, "database.dex.password", lineBreak],
  [{ membership: { env: { A: { secret: "pw-5RkQ\n" } } } }, "membership.env.A.secret", lineBreak],
  [{ dex: { membershipClient: { id: " m" } } }, "dex.membershipClient.id", space],
];

export const meantWhiteSpace: readonly Change[] = [
  { membership: { env: { A: { secret: "a-5RkQ\nb\n" }, B: " b " } } },
  connector({
    type: "oidc",
    id: "o",
    name: "O",
    config: {
      ...oidc,
      issuer: "https://h",
      insecureEnableGroups: true,
      claimModifications: {
        newGroupFromClaims: [{ claims: ["a"], delimiter: " ", prefix: "a " }],
      },
    },
  }),
];
