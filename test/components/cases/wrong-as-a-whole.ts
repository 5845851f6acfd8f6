import * as pulumi from "@pulumi/pulumi";
import { Console, ControlPlane, Database, DexProvider, Portal } from "../../../components";
import { app, database, dex, managed, type Sample } from "./wrong-arguments";

const directory = (search: Record<string, string>) => ({
  type: "ldap",
  id: "directory",
  name: "Directory",
  config: {
    host: "ldap.example.com",
    bindDN: "cn=reader",
    bindPW: pulumi.secret("pw-5RkQ"),
    userSearch: { baseDN: "dc=example", username: "uid", ...search },
  },
});
const whole = (kind: string) =>
  `can't be an Output or a promise as a whole. Give a plain ${kind}; the values in it may be Outputs.`;
const clear = (area?: string) =>
  `sends passwords and data in clear. Use verify-full, or set ${area === undefined ? "" : `${area}.`}allowInsecure to true if something else, such as a service mesh, encrypts the connection.`;
/** Arguments that are wrong in their form, together, or once they are known. */
export const wrongAsAWhole: readonly Sample[] = [
  [
    "what contains itself",
    () => {
      const configOverrides: Record<string, unknown> = {};
      configOverrides.self = configOverrides;
      return new DexProvider("x", { ...dex, configOverrides });
    },
    "configOverrides.self",
    "contains itself, or has more than 100 levels. Give a value that ends.",
  ],
  [
    "too many levels",
    () => {
      let affinity = {};
      for (let level = 0; level < 5000; level++) affinity = { a: affinity };
      return new Console("x", { ...app, affinity });
    },
    "affinity.a.a",
    "contains itself, or has more than 100 levels. Give a value that ends.",
  ],
  [
    "an area as a whole",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: managed,
        membership: pulumi.output({ replicas: 2 }) as never,
      }),
    "membership",
    whole("map"),
  ],
  [
    "a list as a whole",
    () => new Console("x", { ...app, env: pulumi.output([{ name: "A", value: "b" }]) as never }),
    "env",
    whole("list"),
  ],
  [
    "a connector's type",
    () =>
      new DexProvider("x", {
        ...dex,
        connectors: [{ type: "ldpa", id: "a", name: "A", config: {} }],
      }),
    "connectors[0].type",
    "is not one of: saml, ldap, oidc, oauth, github, gitlab, google, microsoft, bitbucket-cloud, linkedin, openshift, atlassian-crowd, keystone, gitea, authproxy, mockCallback, mockPassword, samlExperimental. Did you mean ldap?",
  ],
  [
    "a connector's setting",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: managed,
        dex: { connectors: [directory({ filters: "(a=b)" })] },
      }),
    "dex.connectors[0].config.userSearch.filters",
    "is not a known key. Did you mean filter?",
  ],
  [
    "a filter beside a secret that is known later",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: managed,
        dex: { connectors: [directory({ filter: "objectClass=person" })] },
      }),
    "dex.connectors[0].config.userSearch.filter",
    "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without blanks around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
  ],
  [
    "labels of the control plane's own that are known later",
    () =>
      new Console("x", {
        ...app,
        podLabels: pulumi.output({ "app.kubernetes.io/name": "stolen" }),
      }),
    'podLabels["app.kubernetes.io/name"]',
    "is set by the control plane, and selectors rely on it. Remove it.",
  ],
  [
    "a database in clear",
    () => new Console("x", { ...app, database: { ...database, tlsMode: "disable" } }),
    "database.tlsMode",
    clear("database"),
  ],
  [
    "Dex's database in clear",
    () => new DexProvider("x", { ...dex, storage: { ...database, tlsMode: "disable" } }),
    "storage.tlsMode",
    clear("storage"),
  ],
  [
    "databases in clear",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: { ...managed, tlsMode: pulumi.output("disable") },
      }),
    "database.tlsMode",
    clear("database"),
  ],
  [
    "a database in clear by a URL that is known later",
    () =>
      new Portal("x", {
        ...app,
        database: {
          ...database,
          password: undefined,
          url: pulumi.secret("postgresql://u:p@db/app?sslmode=disable"),
        },
      }),
    "database.url",
    clear("database").replace("sends", "has sslmode=disable, which sends"),
  ],
  [
    "a described database in clear",
    () => new Database("x", { ...database, tlsMode: "disable" }),
    "tlsMode",
    clear(),
  ],
];
