export const ascii = "has letters beyond ASCII. Write it as DNS has it: ";

const seedOf = (email: string, domain?: string) => ({
  seed: { users: [{ email }], organizations: [{ name: "A", owner: email, domain }] },
});
const oidcAt = (issuer: string) => ({
  dex: {
    connectors: [
      {
        type: "oidc",
        id: "o",
        name: "O",
        config: { issuer, clientID: "a", clientSecret: "b-5RkQ" },
      },
    ],
  },
});
const ldapWith = (settings: object, userSearch: object = {}) => ({
  dex: {
    connectors: [
      {
        type: "ldap",
        id: "l",
        name: "L",
        config: {
          host: "ldap.example.com",
          userSearch: { baseDN: "dc=x", username: "uid", nameAttr: "cn", ...userSearch },
          ...settings,
        },
      },
    ],
  },
});
const urlAt = (host: string, rest = "") => ({
  database: { membership: { password: null, url: `postgresql://u:p-5RkQ@${host}/m${rest}` } },
});

/** Every place for a host, where a host with letters beyond ASCII comes with the right form. */
export const beyondAscii: readonly (readonly [
  change: Record<string, unknown>,
  path: string,
  right: string,
])[] = [
  [{ domain: "münchen.example" }, "domain", "xn--mnchen-3ya.example"],
  [{ domain: "MÜNCHEN.example" }, "domain", "xn--mnchen-3ya.example"],
  [{ hosts: { console: { host: "例え.jp" } } }, "hosts.console.host", "xn--r8jz45g.jp"],
  [{ database: { host: "dätenbank.example" } }, "database.host", "xn--dtenbank-0za.example"],
  [
    { dex: { localUsers: [{ email: "a@bücher.example" }] } },
    "dex.localUsers[0].email",
    "a@xn--bcher-kva.example",
  ],
  [
    {
      dex: {
        connectors: [{ preset: "okta", domain: "ökta.com", clientId: "a", clientSecret: "b-5RkQ" }],
      },
    },
    "dex.connectors[0].domain",
    "xn--kta-rna.com",
  ],
  [
    { stargate: { stackApiUrl: "https://ä.example/x" } },
    "stargate.stackApiUrl",
    "https://xn--4ca.example/x",
  ],
  [{ stargate: { serverUrl: "ä.example:443" } }, "stargate.serverUrl", "xn--4ca.example:443"],
  [oidcAt("https://ä.example"), "dex.connectors[0].config.issuer", "https://xn--4ca.example"],
  [
    oidcAt("https://ä.example:8443/Realm?x"),
    "dex.connectors[0].config.issuer",
    "https://xn--4ca.example:8443/Realm?x",
  ],
  [ldapWith({ host: "ä.example:636" }), "dex.connectors[0].config.host", "xn--4ca.example:636"],
  [
    ldapWith({}, { emailSuffix: "ä.example" }),
    "dex.connectors[0].config.userSearch.emailSuffix",
    "xn--4ca.example",
  ],
  [seedOf("a@b.example", "ü.example"), "seed.organizations[0].domain", "xn--tda.example"],
  [seedOf("a@ü.example"), "seed.users[0].email", "a@xn--tda.example"],
  [
    { images: { registry: "ä.example:5000/formance" } },
    "images.registry",
    "xn--4ca.example:5000/formance",
  ],
];

const urlLetters = `has a host that ${ascii}`;
export const label =
  "is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.";
const port = "has a port that isn't one. Use 1 to 65535, or leave the colon out.";

/** Hosts that are wrong, in places of every kind: the sentences are the same everywhere. */
export const wrongHosts: readonly (readonly [
  change: Record<string, unknown>,
  path: string,
  message: string,
])[] = [
  [{ domain: "example.com\n" }, "domain", "has a line break. Remove it."],
  [{ domain: "exam\tple.com" }, "domain", "has a tab. Remove it."],
  [{ domain: " example.com" }, "domain", "has a space. Remove it."],
  [{ domain: "exa\u00adm.com" }, "domain", "has a character that can't be seen. Remove it."],
  [{ domain: "münchen.de\n" }, "domain", "has a line break. Remove it."],
  [
    { domain: "münchen.de." },
    "domain",
    "begins or ends with a dot. Write only the name, such as example.com.",
  ],
  [{ domain: "münchen.de:443" }, "domain", "has a port. Write only the name, such as example.com."],
  [{ domain: "a@example.com" }, "domain", "has an @. Write only the name, such as example.com."],
  [
    { domain: "2001:db8::1" },
    "domain",
    "is an IP address. Write a host name, such as example.com.",
  ],
  [
    { database: { host: "127.1" } },
    "database.host",
    "ends with a number, as only an IP address does. Write a host name, such as example.com.",
  ],
  [
    { database: { host: "[2001:db8::1]" } },
    "database.host",
    "has brackets around the address. Write it without, such as 2001:db8::1.",
  ],
  [
    { database: { host: "a.example,b.example" } },
    "database.host",
    "names several hosts. Write one, such as example.com.",
  ],
  [{ database: { host: "db\n" } }, "database.host", "has a line break. Remove it."],
  [urlAt("ü.example:5432"), "database.membership.url", `${urlLetters}xn--tda.example`],
  [urlAt("-db"), "database.membership.url", `has a host that ${label}`],
  [
    urlAt("p-5RkQß/x@db"),
    "database.membership.url",
    "has letters beyond ASCII in its host, or an unencoded /, ? or # in its login. Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.",
  ],
  [seedOf("a@-b.de"), "seed.users[0].email", `has a domain that ${label}`],
  [
    { dex: { admin: { enabled: true, email: "a@-b.de" } } },
    "dex.admin.email",
    `has a domain that ${label}`,
  ],
  [
    { dex: { admin: { enabled: true, email: "a@b..de" } } },
    "dex.admin.email",
    `has a domain that ${label}`,
  ],
  [seedOf("a@b.de\t"), "seed.users[0].email", "has a tab. Remove it."],
  [{ domain: "-münchen.de" }, "domain", label],
  [{ domain: "bücher-.de" }, "domain", label],
  [seedOf("mailto:a@b.de"), "seed.users[0].email", "begins with mailto:. Write only the address."],
  [seedOf("a b@c.de"), "seed.users[0].email", "has a space. Remove it."],
  [
    seedOf("a@b.de", "de"),
    "seed.organizations[0].domain",
    "has only one part. Write a domain, such as example.com.",
  ],
  [
    seedOf("a@b.de", "@b.de"),
    "seed.organizations[0].domain",
    "has an @. Write only the name, such as example.com.",
  ],
  [
    ldapWith({}, { emailSuffix: "@b.de" }),
    "dex.connectors[0].config.userSearch.emailSuffix",
    "has an @. Write only the name, such as example.com.",
  ],
  [
    ldapWith({ host: "fd12::9" }),
    "dex.connectors[0].config.host",
    "is an IPv6 address without brackets, which could as well be a host with a port. Write it like [2001:db8::1], or [2001:db8::1]:636.",
  ],
  [
    ldapWith({ host: "[ldap.example.com]:636" }),
    "dex.connectors[0].config.host",
    "has brackets around something that isn't an IPv6 address. Remove them.",
  ],
  [ldapWith({ host: "ldap.example.com:abc" }), "dex.connectors[0].config.host", port],
  [ldapWith({ host: "ldap.example.com:" }), "dex.connectors[0].config.host", port],
  [ldapWith({ host: "[fd12::9]:0" }), "dex.connectors[0].config.host", port],
  [
    ldapWith({ host: "a.example:636,b.example:636" }),
    "dex.connectors[0].config.host",
    "names several hosts. Write one, such as example.com.",
  ],
  [{ images: { registry: "-a.example/x" } }, "images.registry", label],
];

/** Hosts that are right. */
export const rightHosts: readonly Record<string, unknown>[] = [
  { domain: "xn--mnchen-3ya.example" },
  { database: { host: "10.1.2.3" } },
  { database: { host: "2001:db8::1" } },
  { database: { host: "svc.ns.svc.cluster.local" } },
  ldapWith({ host: "[fd12::9]:636" }),
  ldapWith({ host: "[fd12::9]" }),
  ldapWith({ host: "10.0.0.1:636" }),
  ldapWith({}, { emailSuffix: "Example.com" }),
  { images: { registry: "10.0.0.1:5000/x" } },
  { images: { registry: "localhost:5000" } },
  seedOf("O'Brien+a@Example.com", "Example.com"),
  seedOf("ä@b.de"),
  urlAt("DB.Example.com"),
];
