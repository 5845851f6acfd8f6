import type { BadConfig } from "./bad-config";
import { expiredCertificate } from "./certificates";

const privateKey = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

export const wrongDatabase: readonly BadConfig[] = [
  {
    name: "a list in place of a map",
    change: { database: ["db.example.com"] },
    problems: {
      database: "is a list, but must be a map. Write keys with their values instead of entries.",
    },
  },
  {
    name: "a port that is text",
    change: { database: { port: "5432" } },
    problems: { "database.port": "is a string, but must be an integer. Write it without quotes." },
  },
  {
    name: "a port out of range",
    change: { database: { port: 70000 } },
    problems: { "database.port": "is too big. The maximum is 65535." },
  },
  {
    name: "a port that isn't whole",
    change: { database: { port: 5432.5 } },
    problems: { "database.port": "is a number, but must be an integer." },
  },
  {
    name: "a database that is a folder in a URL",
    change: { database: { portal: { database: ".." } } },
    problems: {
      "database.portal.database":
        "can't be in a connection URL, where it means a folder. Choose another database name.",
    },
  },
  {
    name: "a database with a longer name than Postgres takes",
    change: { database: { dex: { database: "é".repeat(32) } } },
    problems: {
      "database.dex.database": "is 64 bytes long. Postgres allows at most 63. Shorten it.",
    },
  },
  {
    name: "a database host with a scheme",
    change: { database: { host: "postgres://db" } },
    problems: { "database.host": "has a scheme. Write only the name, such as example.com." },
  },
  {
    name: "a host that is a URL of Java",
    change: { database: { host: "jdbc:postgresql://db.example.com/x" } },
    problems: { "database.host": "has a scheme. Write only the name, such as example.com." },
  },
  {
    name: "a database host that is a socket",
    change: { database: { host: "/var/run/postgresql" } },
    problems: {
      "database.host": "is a socket, but the pods reach the server over TCP. Write its host name.",
    },
  },
  {
    name: "a database host with a port",
    change: { database: { host: "db:5432" } },
    problems: { "database.host": "has a port. Write only the name, such as example.com." },
  },
  {
    name: "an unknown TLS mode",
    change: { database: { tlsMode: "verify_full" } },
    problems: {
      "database.tlsMode":
        "is not one of: verify-full, verify-ca, require, disable. Did you mean verify-full?",
    },
  },
  {
    name: "a TLS mode of libpq that isn't offered",
    change: { database: { tlsMode: "prefer" } },
    problems: { "database.tlsMode": "is not one of: verify-full, verify-ca, require, disable." },
  },
  {
    name: "a key in place of a certificate",
    change: { database: { tlsCa: privateKey } },
    problems: {
      "database.tlsCa":
        "holds a private key. Give the PEM of the certificate (BEGIN CERTIFICATE). Treat the key as disclosed if this file was shared.",
    },
  },
  {
    name: "a public key in place of a certificate",
    change: { database: { tlsCa: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n" } },
    problems: {
      "database.tlsCa": "is a public key. Give the PEM of the certificate (BEGIN CERTIFICATE).",
    },
  },
  {
    name: "a certificate request",
    change: {
      database: {
        tlsCa: "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n",
      },
    },
    problems: {
      "database.tlsCa":
        "is a certificate request. Give the PEM of the certificate (BEGIN CERTIFICATE).",
    },
  },
  {
    name: "a path in place of a certificate",
    change: { database: { tlsCa: "/etc/ssl/ca.pem" } },
    problems: {
      "database.tlsCa":
        "is not a certificate. Give the PEM of the certificate (BEGIN CERTIFICATE).",
    },
  },
  {
    name: "a damaged certificate",
    change: {
      database: { tlsCa: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" },
    },
    problems: {
      "database.tlsCa":
        "can't be read: certificate 1 of 1 is damaged. Give the PEM of the certificate (BEGIN CERTIFICATE).",
    },
  },
  {
    name: "a certificate that ran out",
    change: { database: { tlsCa: expiredCertificate } },
    problems: { "database.tlsCa": "expired on 2021-01-01. Give one that is valid." },
  },
  {
    name: "a Secret's name in capitals",
    change: {
      database: { portal: { password: null, passwordSecret: { name: "Portal", key: "password" } } },
    },
    problems: {
      "database.portal.passwordSecret.name":
        "is not a Kubernetes name. Use lower-case letters, digits, inner hyphens and dots.",
    },
  },
  {
    name: "a key of a Secret with a space",
    change: {
      database: {
        portal: { password: null, passwordSecret: { name: "portal", key: "pass word" } },
      },
    },
    problems: {
      "database.portal.passwordSecret.key":
        "is not a key of a Secret. Use letters, digits, hyphens, underscores and dots.",
    },
  },
  {
    name: "a Secret without its key",
    change: { database: { portal: { password: null, passwordSecret: { name: "portal" } } } },
    problems: { "database.portal.passwordSecret.key": "is missing. It must be a string." },
  },
  {
    name: "a database URL of another kind",
    change: { database: { portal: { password: null, url: "mysql://u:p@db/portal" } } },
    problems: {
      "database.portal.url":
        "doesn't begin with postgresql://. Write it like postgresql://user:password@host:5432/database?sslmode=verify-full.",
    },
  },
  {
    name: "a database URL without a database",
    change: { database: { portal: { password: null, url: "postgresql://u:p@db" } } },
    problems: {
      "database.portal.url":
        "names no database. Write it like postgresql://user:password@host:5432/database?sslmode=verify-full.",
    },
  },
  {
    name: "an empty password",
    change: { database: { portal: { password: "" } } },
    problems: { "database.portal.password": "is empty. Give it a value, or leave the key out." },
  },
  {
    name: "a password that is a number",
    change: { database: { portal: { password: 12345678 } } },
    problems: {
      "database.portal.password":
        "is an integer, but must be a string. Store it again:\npulumi config set --path --secret 'formance-control-plane:database.portal.password'",
    },
  },
];
