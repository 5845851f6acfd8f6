import type { BadConfig } from "./bad-config";

const right = "Write it like postgresql://user:password@host:5432/database?sslmode=verify-full.";
const encoding =
  "Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.";
const inClear = (what: string) =>
  `has a character in its ${what} that must be percent-encoded. ${encoding}`;
const several =
  "names several hosts, which not every client supports. Write the one that leads to the primary.";
const port = `has a port that isn't one. Use 1 to 65535, or leave the colon out. ${right}`;
const name =
  "has a /, ? or # in its database's name, or one of : @ & = + $ , ; as a percent code, which clients read differently. Write the latter unencoded, and choose a name without the former.";
const replaced =
  "would replace another part of the connection. Remove it, and set that part where it belongs.";
const zone =
  "has an IPv6 address with a zone, which is an interface of one machine and not known in a pod. Write an address without %.";
const mode =
  "must be one of: verify-full, verify-ca, require, disable. Other modes fall back to plain text, or are unknown to a client.";

const urls: readonly (readonly [string, string])[] = [
  [
    "postgresql://svc:S3cr%et@db/app",
    `has a % in its user or password that doesn't start a percent code. ${encoding}`,
  ],
  [
    "postgresql://svc:p%ff@db/app",
    `has percent codes in its user or password that aren't valid UTF-8. ${encoding}`,
  ],
  ...[
    "Pa^ss",
    "Pa>ss",
    "Pa|ss",
    "Pa[ss",
    "Pa]ss",
    "Pa\\ss",
    "Pässword",
    "Pa ss",
    "Pa@ss",
    "Pa\tss",
  ].map(
    (password) => [`postgresql://svc:${password}@db/app`, inClear("user or password")] as const,
  ),
  ["postgresql://sv^c:pw@db/app", inClear("user or password")],
  ["postgresql://svc:pw@db/my app", inClear("database")],
  ["postgresql://svc:pw@db/app?options=-c a", inClear("parameters")],
  ["postgresql://svc:pw@db/app?options=-c+a", inClear("parameters")],
  [" postgresql://svc:pw@db/app", `begins or ends with whitespace. Remove it. ${right}`],
  ["postgresql://svc:pw@db/app\n", `begins or ends with whitespace. Remove it. ${right}`],
  ["POSTGRESQL://svc:pw@db/app", `doesn't begin with postgresql://. ${right}`],
  [
    "postgresql://svc:p/w@db/app",
    `has no login before its host, or an unencoded /, ? or # in it. ${encoding} ${right}`,
  ],
  ["postgresql://svc:pw@db/app#x", `has an unencoded #. ${encoding}`],
  ["postgresql://db/app", `has no user. ${right}`],
  ["postgresql://:pw@db/app", `has no user. ${right}`],
  ["postgresql://svc@db/app", `has no password. ${right}`],
  ["postgresql://svc:@db/app", `has no password. ${right}`],
  ["postgresql://svc:pw@a,b/app", several],
  ["postgresql://svc:pw@a:5432,b:5433/app", several],
  ["postgresql://svc:pw@/app", `has no host. ${right}`],
  ["postgresql://svc:pw@:5432/app", `has no host. ${right}`],
  [
    "postgresql://svc:pw@%2Ftmp/app",
    "names a socket, but the pods reach the server over TCP. Write its host name.",
  ],
  [
    "postgresql://svc:pw@d^b/app",
    "has a host that is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.",
  ],
  ["postgresql://svc:pw@db:0/app", port],
  ["postgresql://svc:pw@db:65536/app", port],
  ["postgresql://svc:pw@db:/app", port],
  [
    "postgresql://svc:pw@2001:db8::1/app",
    "has an IPv6 address that isn't in brackets, or two ports. Write it like postgresql://user:password@[2001:db8::1]:5432/database.",
  ],
  [
    "postgresql://svc:pw@[2001:db8::1]/app",
    "has an IPv6 address without a port, which lib/pq misreads. Write the port, such as [2001:db8::1]:5432.",
  ],
  ["postgresql://svc:pw@[fe80::1%25eth0]:5432/app", zone],
  ["postgresql://svc:pw@[fe80::1%eth0]:5432/app", zone],
  ["postgresql://svc:pw@fe80::1%25eth0/app", zone],
  [
    "postgresql://svc:pw@db/app?sslcert=/etc/tls.crt",
    "has the parameter sslcert, which needs sslkey too: clients refuse one without the other. Add it.",
  ],
  [
    "postgresql://svc@db/app?sslcert=/etc/tls.crt",
    "has the parameter sslcert, which needs sslkey too: clients refuse one without the other. Add it.",
  ],
  [
    "postgresql://svc:pw@db/app?sslkey=/etc/tls.key",
    "has the parameter sslkey, which needs sslcert too: clients refuse one without the other. Add it.",
  ],
  ["postgresql://svc:pw@db/a%2Fb", name],
  ...[
    "postgresql://svc:pw@db/app&sslmode=require",
    "postgresql://svc:pw@db/app;sslmode=require",
  ].map(
    (url) =>
      [
        url,
        `has a parameter in its database's name. Write ? before the first one, and & before others. ${right}`,
      ] as const,
  ),
  ["postgresql://svc:pw@db/a%40b", name],
  [
    "postgresql://svc:pw@db/..",
    "names a database that means a folder in a URL. Choose another database name.",
  ],
  [
    `postgresql://svc:pw@db/${"m".repeat(64)}`,
    "has a database's name that is 64 bytes long. Postgres allows at most 63. Shorten it.",
  ],
  ["postgresql://svc:pw@db/app?sslmode=prefer", `has the parameter sslmode, which ${mode}`],
  [
    "postgresql://svc:pw@db/app?sslmode=disable&sslmode=require",
    "has the parameter sslmode twice. Keep one of them.",
  ],
  ["postgresql://svc:pw@db/app?host=other", `has the parameter host, which ${replaced}`],
  ["postgresql://svc:pw@db/app?user=root", `has the parameter user, which ${replaced}`],
  [
    "postgresql://svc:pw@db/app?ssl=0",
    "has the parameter ssl, which not every client knows. Set the TLS mode with sslmode in a URL, or with tlsMode.",
  ],
  [
    "postgresql://svc:pw@db/app?channel_binding=require",
    "has the parameter channel_binding, which not every client knows: it would be sent to the server, which refuses it. Remove it.",
  ],
  [
    "postgresql://svc:pw@db/app?sslrootcert=system",
    "has the parameter sslrootcert, which must be the path of a file in the pods, from the root.",
  ],
  [
    "postgresql://svc:pw@db/app?connect_timeout=5s",
    "has the parameter connect_timeout, which must be a number of seconds.",
  ],
  [
    "postgresql://svc:changeme@db/app",
    "holds a password that charts and tutorials publish. Change it on the server first.",
  ],
];

const beside = (what: string) =>
  `has no effect with database.${what}.url, which sets it too. Remove one of the two.`;

export const wrongDatabaseUrls: readonly BadConfig[] = [
  ...urls.map(([url, message], index) => {
    // Each service in turn: the rule is the same for all.
    const service = ["membership", "dex", "console", "portal"][index % 4] ?? "";
    return {
      name: `${JSON.stringify(url)} for ${service}`,
      change: { database: { [service]: { password: null, url } } },
      problems: { [`database.${service}.url`]: message },
    };
  }),
  {
    name: "what Dex has no fields for",
    change: {
      database: {
        dex: {
          password: null,
          url: "postgresql://u:p@db/dex?sslmode=verify-full&connect_timeout=5&search_path=a&application_name=b",
        },
      },
    },
    problems: {
      "database.dex.url":
        "has the parameters search_path, application_name, which Dex doesn't support. It supports sslmode, sslrootcert, sslcert, sslkey, connect_timeout. Remove the others.",
    },
  },
  {
    name: "parts beside a URL",
    change: {
      database: {
        console: { password: null, url: "postgresql://u:p@db/console", host: "other", user: "u" },
        membership: { password: null, url: "postgresql://u:p@db/m", port: 5433, database: "m" },
      },
    },
    problems: {
      "database.console.host": beside("console"),
      "database.console.user": beside("console"),
      "database.membership.port": beside("membership"),
      "database.membership.database": beside("membership"),
    },
  },
  {
    name: "parameters that replace other settings, or that not every client knows",
    change: {
      database: {
        parameters: { host: "other", user: "root", gssencmode: "disable", sslcert: "client.crt" },
      },
    },
    problems: {
      "database.parameters.host": `is a parameter that ${replaced}`,
      "database.parameters.user": `is a parameter that ${replaced}`,
      "database.parameters.gssencmode":
        "is a parameter that not every client knows: it would be sent to the server, which refuses it. Remove it.",
      "database.parameters.sslcert":
        "is a parameter that must be the path of a file in the pods, from the root.",
    },
  },
  {
    name: "a client's certificate without its key, in parameters and in Dex's storage",
    change: {
      database: { parameters: { sslcert: "/etc/tls.crt" } },
      dex: { configOverrides: { storage: { config: { ssl: { keyFile: "/etc/tls.key" } } } } },
    },
    problems: {
      "database.parameters.sslcert":
        "is a parameter that needs sslkey too: clients refuse one without the other. Add it.",
      "dex.configOverrides.storage.config.ssl.keyFile":
        "needs certFile too: Dex can't use one without the other. Add it.",
    },
  },
  {
    name: "addresses with a zone",
    change: {
      database: { host: "fe80::1%eth0" },
      nats: { url: "nats://u:p@a:4222,nats://[fe80::1%25eth0]:4222" },
      networkPolicies: { enabled: true, entry: [{ cidr: "fe80::%eth0/10" }] },
    },
    problems: {
      "database.host": zone,
      "nats.url": zone,
      "networkPolicies.entry[0].cidr":
        "is not an address range. Write it like 10.0.0.0/8, or 10.0.0.1/32 for a single address.",
    },
  },
  {
    name: "a database's name that clients read differently",
    change: { database: { console: { database: "a/b" } } },
    problems: {
      "database.console.database":
        "has a /, ? or #, which clients read differently in a connection URL. Choose another database name.",
    },
  },
];
