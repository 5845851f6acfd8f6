import type { BadConfig } from "./bad-config";
import { validCertificate } from "./certificates";

const clear =
  "sends passwords and data in plain text. Use verify-full, or set database.allowInsecure to true if something else, such as a service mesh, encrypts the connection.";
const byTlsMode = "is set by tlsMode. Move it there.";

const url = (service: string, parameters = "") => ({
  password: null,
  url: `postgresql://u:p@own.example.com/${service}${parameters}`,
});

const services = ["membership", "dex", "console", "portal"];

const onlyInTest = (harm: string) =>
  `${harm}, which is for test environments only. Remove it. For a private certificate authority, use trust.caBundle.`;
const unverified = onlyInTest("switches off certificate verification");
const weak = onlyInTest("allows TLS that is no longer safe");

/** Variables that take the safety from TLS. */
const variables: readonly (readonly [name: string, value: unknown, message: string])[] = [
  ["NODE_TLS_REJECT_UNAUTHORIZED", "0", unverified],
  ["NODE_TLS_REJECT_UNAUTHORIZED", { secret: "0" }, unverified],
  ["NODE_OPTIONS", "--max-old-space-size=512 --tls-min-v1.0", weak],
  [
    "NODE_OPTIONS",
    "--tls-keylog=/tmp/keys",
    onlyInTest("writes the keys of TLS connections to a file"),
  ],
  ["GODEBUG", "http2debug=1,x509sha1=1", weak],
  ["GODEBUG", "tls10server=1", weak],
  ["VAULT_SKIP_VERIFY", "true", unverified],
  ["MY_INSECURE_SKIP_VERIFY", "1", unverified],
  ["GIT_SSL_NO_VERIFY", "true", unverified],
  ["npm_config_strict_ssl", "false", unverified],
  ["PGSSLMODE", "disable", clear],
  ["PGSSLMODE", "prefer", clear],
];

/** Every way to a connection without TLS, and TLS that is decided twice. */
export const clearDatabase: readonly BadConfig[] = [
  {
    name: "on the common server",
    change: { database: { tlsMode: "disable" } },
    problems: { "database.tlsMode": clear },
  },
  ...services.flatMap((service): BadConfig[] => [
    {
      name: `by ${service}'s own mode`,
      change: { database: { [service]: { tlsMode: "disable" } } },
      problems: { [`database.${service}.tlsMode`]: clear },
    },
    {
      name: `by the mode of ${service}'s own server`,
      change: { database: { [service]: { tlsMode: "disable", host: "own.example.com" } } },
      problems: { [`database.${service}.tlsMode`]: clear },
    },
    {
      name: `by ${service}'s URL`,
      change: { database: { [service]: url(service, "?sslmode=disable") } },
      problems: { [`database.${service}.url`]: `has sslmode=disable, which ${clear}` },
    },
    {
      name: `by the mode beside ${service}'s URL`,
      change: { database: { [service]: { ...url(service), tlsMode: "disable" } } },
      problems: { [`database.${service}.tlsMode`]: clear },
    },
    {
      name: `by a mode and another one in ${service}'s URL`,
      change: {
        database: { [service]: { ...url(service, "?sslmode=require"), tlsMode: "verify-full" } },
      },
      problems: {
        [`database.${service}.tlsMode`]: `is verify-full, but sslmode in database.${service}.url is require. Remove one of the two.`,
      },
    },
  ]),
  ...variables.map(([name, value, message], index): BadConfig => {
    const service = services[index % services.length] ?? "";
    return {
      name: `by the variable ${name} of ${service}: ${JSON.stringify(value)}`,
      change: { [service]: { env: { [name]: value } } },
      problems: { [`${service}.env.${name}`]: message },
    };
  }),
  {
    name: "by a parameter",
    change: { database: { parameters: { sslmode: "disable" } } },
    problems: { "database.parameters.sslmode": byTlsMode },
  },
  {
    name: "by a parameter in a test environment too, because the mode has a setting",
    change: { environment: "test", database: { parameters: { sslmode: "disable" } } },
    problems: { "database.parameters.sslmode": byTlsMode },
  },
  {
    name: "by an authority's file as a parameter",
    change: { database: { parameters: { sslrootcert: "/etc/ca.pem" } } },
    problems: {
      "database.parameters.sslrootcert": "is set by tlsCa, which takes the PEM. Move it there.",
    },
  },
  {
    name: "by Dex's overrides",
    change: {
      dex: { configOverrides: { storage: { config: { ssl: { mode: "disable" } } } } },
    },
    problems: { "dex.configOverrides.storage.config.ssl.mode": clear },
  },
  {
    name: "with an authority that nothing verifies",
    change: {
      database: {
        allowInsecure: true,
        console: { tlsMode: "disable", tlsCa: validCertificate },
      },
    },
    problems: {
      "database.console.tlsCa":
        "has no effect while database.console.tlsMode is disable. Remove one of the two; verify-full is the safe mode.",
    },
  },
  {
    name: "with two authorities",
    change: {
      database: {
        console: { ...url("console", "?sslrootcert=/etc/ca.pem"), tlsCa: validCertificate },
      },
    },
    problems: {
      "database.console.tlsCa":
        "has no effect with sslrootcert in database.console.url. Remove sslrootcert: the pods get the PEM as a file.",
    },
  },
  {
    name: "with files of the pods, which the seed can't read",
    change: {
      database: { membership: url("membership", "?sslrootcert=/etc/ca.pem") },
      seed: { users: [{ email: "a@example.com" }] },
    },
    problems: {
      "database.membership.url":
        "names files in the pods (sslrootcert), which the seed can't read from this machine. Give the authority's PEM as database.membership.tlsCa and log in with a password, or set seed.via to wizard.",
    },
  },
];
