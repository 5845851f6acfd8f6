import type { BadConfig } from "./bad-config";
import { validCertificate } from "./certificates";

export const wrongIdentityAndDatabase: readonly BadConfig[] = [
  {
    name: "two services on one host",
    change: {
      hosts: { console: { host: "app.example.com" }, portal: { host: "app.example.com" } },
    },
    problems: {
      "hosts.portal.host":
        "is the same host as formance-control-plane:hosts.console.host. Give each service its own host. Console and Portal work only at the root of a host.",
    },
  },
  {
    name: "a host that another service has by default",
    change: { hosts: { dex: { host: "membership.example.com" } } },
    problems: {
      "hosts.dex.host":
        "is the same host as formance-control-plane:hosts.membership.host, by default. Give each service its own host, or give Dex a path in hosts.dex.path.",
    },
  },
  {
    name: "authorities from two places",
    change: {
      trust: { caBundle: validCertificate, caBundleSecret: { name: "ca", key: "ca.crt" } },
    },
    problems: {
      "trust.caBundleSecret": "has no effect with trust.caBundle. Remove one of the two.",
    },
  },
  {
    name: "authorities in a Secret beside a self-signed one",
    change: {
      environment: "test",
      ingress: { tls: { mode: "self-signed", secretName: null } },
      trust: { caBundleSecret: { name: "ca", key: "ca.crt" } },
    },
    problems: {
      "trust.caBundleSecret":
        "can't be combined with the authority of self-signed certificates. Give trust.caBundle instead.",
    },
  },
  {
    name: "a path where the PEM of authorities belongs",
    change: { trust: { caBundle: "/etc/ssl/ca.pem" } },
    problems: {
      "trust.caBundle":
        "is not a certificate. Give the PEM of the certificate (BEGIN CERTIFICATE).",
    },
  },
  {
    name: "an authority's file that isn't there",
    change: { trust: { caBundle: "file:nowhere/ca.pem" } },
    problems: {
      "trust.caBundle":
        "names nowhere/ca.pem, which can't be read. Write its path relative to the project's folder.",
    },
  },
  {
    name: "a provider on the host of a service",
    change: {
      dex: null,
      oidc: { host: "portal.example.com", clientId: "c", clientSecret: "s-5RkQ" },
    },
    problems: {
      "oidc.host":
        "is the same host as formance-control-plane:hosts.portal.host, by default. Give each service its own host.",
    },
  },
  {
    name: "Dex beside one's own provider",
    change: { oidc: { host: "login.example.com", clientId: "c", clientSecret: "s-5RkQ" } },
    problems: {
      dex: "has no effect with formance-control-plane:oidc: your own provider replaces Dex. Remove one of the two.",
    },
  },
  {
    name: "nobody who could log in",
    change: { dex: null },
    problems: {
      dex: "lets no one log in. Add dex.connectors or dex.localUsers, set dex.admin.enabled to true, or use your own provider with oidc.",
    },
  },
  {
    name: "nobody who could log in, in a test environment",
    change: { environment: "test", dex: { admin: { enabled: false } } },
    problems: {
      dex: "lets no one log in. Add dex.connectors or dex.localUsers, set dex.admin.enabled to true, or use your own provider with oidc.",
    },
  },
  {
    name: "two connectors with one id",
    change: {
      dex: {
        connectors: [
          { type: "authproxy", id: "a", name: "A" },
          { type: "authproxy", id: "a", name: "B", config: {} },
        ],
      },
    },
    problems: {
      "dex.connectors[1].id": "is already used at dex.connectors[0].id. Give each a different one.",
    },
  },
  {
    name: "two local users with one address",
    change: { dex: { localUsers: [{ email: "a@example.com" }, { email: "A@example.com" }] } },
    problems: {
      "dex.localUsers[1].email":
        "is already used at dex.localUsers[0].email. Give each a different one.",
    },
  },
  {
    name: "a local user with the administrator's address",
    change: {
      dex: { admin: { email: "a@example.com" }, localUsers: [{ email: "a@example.com" }] },
    },
    problems: {
      "dex.localUsers[0].email": "is already used at dex.admin.email. Give each a different one.",
    },
  },
  {
    name: "a connector that lets anyone in",
    change: { dex: { connectors: [{ type: "mockCallback", id: "a", name: "A", config: {} }] } },
    problems: {
      "dex.connectors[0].type":
        "lets anyone log in, and is for test environments only. Remove the connector.",
    },
  },
  {
    name: "plain http in production",
    change: { hosts: { console: { scheme: "http" } } },
    problems: {
      "hosts.console.scheme": "is http, which is for test environments only. Use https.",
    },
  },
  {
    name: "a provider over plain http in production",
    change: {
      dex: null,
      oidc: { scheme: "http", host: "login.example.com", clientId: "c", clientSecret: "s-5RkQ" },
    },
    problems: { "oidc.scheme": "is http, which is for test environments only. Use https." },
  },
  {
    name: "an authority without TLS",
    change: { environment: "test", database: { tlsMode: "disable", tlsCa: validCertificate } },
    problems: {
      "database.tlsCa":
        "has no effect while database.tlsMode is disable. Remove one of the two; verify-full is the safe mode.",
    },
  },
  {
    name: "no administrator for managed databases",
    change: {
      database: { mode: "managed", membership: null, dex: null, console: null, portal: null },
    },
    problems: {
      "database.admin.password":
        "is missing. With database.mode managed, the administrator creates databases and roles:\npulumi config set --path --secret 'formance-control-plane:database.admin.password'",
    },
  },
  {
    name: "an administrator without a password",
    change: {
      database: {
        mode: "managed",
        admin: { user: "root" },
        membership: null,
        dex: null,
        console: null,
        portal: null,
      },
    },
    problems: {
      "database.admin.password":
        "is missing. Set it:\npulumi config set --path --secret 'formance-control-plane:database.admin.password'",
    },
  },
  {
    name: "a password for a managed role",
    change: {
      database: {
        mode: "managed",
        admin: { password: "a-5RkQ" },
        membership: null,
        dex: null,
        console: null,
      },
    },
    problems: {
      "database.portal.password":
        "has no effect with database.mode managed, which creates the role and its password. Remove it, or set database.mode to existing.",
    },
  },
  {
    name: "an administrator for existing databases",
    change: { database: { admin: { password: "a-5RkQ" } } },
    problems: {
      "database.admin":
        "has no effect with database.mode existing, which creates no databases. Remove it, or set database.mode to managed.",
    },
  },
  {
    name: "existing databases that are to be taken up",
    change: { database: { takeUp: true } },
    problems: {
      "database.takeUp":
        "has no effect with database.mode existing, which uses the databases as they are. Remove it, or set database.mode to managed.",
    },
  },
  {
    name: "no password for an existing database",
    change: { database: { portal: null } },
    problems: {
      "database.portal.password":
        "is missing. With database.mode existing, each service needs password, passwordSecret or url:\npulumi config set --path --secret 'formance-control-plane:database.portal.password'",
    },
  },
  {
    name: "two passwords for an existing database",
    change: { database: { portal: { url: "postgresql://u:p-5RkQ@db/portal" } } },
    problems: { "database.portal": "has password and url. Keep one of them." },
  },
  {
    name: "a password that everybody knows",
    change: { database: { portal: { password: "changeMe" } } },
    problems: {
      "database.portal.password":
        "is a default that charts and tutorials publish. Use your own value, for example from: openssl rand -base64 24",
    },
  },
  {
    name: "the same in other capitals",
    change: { database: { portal: { password: "CHANGEME00" } } },
    problems: {
      "database.portal.password":
        "is a default that charts and tutorials publish. Use your own value, for example from: openssl rand -base64 24",
    },
  },
  {
    name: "such a password in a URL",
    change: {
      database: { portal: { password: null, url: "postgresql://formance:formance@db/portal" } },
    },
    problems: {
      "database.portal.url":
        "holds a password that charts and tutorials publish. Change it on the server first.",
    },
  },
  {
    name: "a client secret that everybody knows",
    change: {
      dex: null,
      oidc: { host: "login.example.com", clientId: "c", clientSecret: "changeMe1" },
    },
    problems: {
      "oidc.clientSecret":
        "is a default that charts and tutorials publish. Use your own value, for example from: openssl rand -base64 24",
    },
  },
];
