import * as pulumi from "@pulumi/pulumi";
import {
  Console,
  ControlPlane,
  Database,
  DexProvider,
  MembershipSeed,
  Portal,
} from "../../../components";
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
const labelValue =
  "is not a value that Kubernetes accepts for a label. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as my-team.";
const clear = (area?: string) =>
  `sends passwords and data in plain text. Use verify-full, or set ${area === undefined ? "" : `${area}.`}allowInsecure to true if something else, such as a service mesh, encrypts the connection.`;
const seedDatabase = { ...database, port: 5432 };

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
    "an instance of a class in the place of an area",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: managed,
        membership: new Map([["replicas", 2]]) as never,
      }),
    "membership",
    "is an instance of Map, but must be plain: a map, a list, a string, a number or a boolean.",
  ],
  [
    "an instance of a class in the place of a text",
    () => new Console("x", { ...app, portalUrl: new Date(0) as never }),
    "portalUrl",
    "is an instance of Date, but must be plain: a map, a list, a string, a number or a boolean.",
  ],
  [
    "an instance of a class without a name",
    () =>
      new Console("x", {
        ...app,
        database: new (class {
          a = 1;
        })() as never,
      }),
    "database",
    "is an instance of a class, but must be plain: a map, a list, a string, a number or a boolean.",
  ],
  [
    "a part that can't be read",
    () =>
      new Console("x", {
        ...app,
        get portalUrl(): string {
          throw new Error("not yet");
        },
      }),
    "portalUrl",
    "has a getter that throws an error. Give the value itself.",
  ],
  [
    "the value of a label that is known later",
    () => new Console("x", { ...app, labels: { team: pulumi.output("a b"), other: "c" } }),
    "labels.team",
    labelValue,
  ],
  [
    "the value of a label beside one that is known later",
    () => new Console("x", { ...app, podLabels: { team: "a b", other: pulumi.output("c") } }),
    "podLabels.team",
    labelValue,
  ],
  [
    "a promise",
    () => new Console("x", { ...app, database: { ...database, host: Promise.resolve("db:1") } }),
    "database.host",
    "has a port. Write only the name, such as example.com.",
  ],
  [
    "a setting of a connector that is known later",
    () =>
      new DexProvider("x", {
        ...dex,
        connectors: [directory({ filter: pulumi.output("uid=%s") as never })],
      }),
    "connectors[0].config.userSearch.filter",
    "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without spaces around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
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
    "is not an LDAP filter, so the search would fail at every login. Write it in parentheses and without spaces around them, such as (objectClass=person) or (&(objectClass=person)(!(employeeType=left))).",
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
    "a seed's connection in clear",
    () => new MembershipSeed("x", { connection: { ...seedDatabase, tlsMode: "disable" } }),
    "connection.tlsMode",
    clear("connection"),
  ],
  [
    "a seed's connection in clear that is known later",
    () =>
      new MembershipSeed("x", {
        connection: { ...seedDatabase, tlsMode: pulumi.output("disable") },
      }),
    "connection.tlsMode",
    clear("connection"),
  ],
  [
    "a described database in clear",
    () => new Database("x", { ...database, tlsMode: "disable" }),
    "tlsMode",
    clear(),
  ],
  [
    "a role's password beside managed databases",
    () =>
      new ControlPlane("x", {
        domain: "example.com",
        database: { ...managed, console: { password: "pw-5RkQ" } },
      }),
    "database.console.password",
    "has no effect with database.managed true, which creates the role and its password. Remove it, or set database.managed to false.",
  ],
  [
    "an administrator beside databases that exist",
    () => {
      const service = { password: "pw-5RkQ" };
      const services = { dex: service, membership: service, console: service, portal: service };
      return new ControlPlane("x", {
        domain: "example.com",
        database: { ...services, host: "db", admin: { password: "pw-5RkQ" } },
      });
    },
    "database.admin",
    "has no effect with database.managed false, which creates no databases. Remove it, or set database.managed to true.",
  ],
];
