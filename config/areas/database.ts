import * as z from "zod";
import {
  certificate,
  port,
  postgresUrl,
  secretKeyRef,
  secretText,
  sslModes,
  stringMap,
  text,
} from "../fields";
import { optional, required, type FieldNotes } from "../notes";
import { databaseName, serverHost } from "../text-formats";

const loginFields = (service: string | undefined) => ({
  user: optional(
    text(),
    "Role.",
    service === undefined ? { defaultText: "that of the service" } : { default: service },
  ),
  userSecret: optional(
    secretKeyRef(),
    "Existing Secret with the role's name, in place of `user`; with `passwordSecret` or `iam`, in `existing` mode only.",
  ),
  password: optional(secretText(), "Password of the role; in `existing` mode only."),
  passwordSecret: optional(
    secretKeyRef(),
    "Existing Secret with the password, which must be fit for a URL as it is; in `existing` mode only.",
  ),
});

const tlsMode = (notes: FieldNotes) =>
  optional(
    z.enum(sslModes),
    "How the server's certificate is checked: against authority and host name, authority alone, not at all, or no TLS.",
    notes,
  );

const likeAll = { defaultText: "that of all databases" };

const serviceDatabase = (service: string, title: string) =>
  optional(
    z.strictObject({
      database: optional(text(databaseName), "Name of the database.", { default: service }),
      ...loginFields(service),
      url: optional(
        postgresUrl(),
        "Whole connection URL; it wins over host, port, database, user and password; in `existing` mode only.",
      ),
      host: optional(
        text(serverHost),
        "Host of another server, as the pods see it; in `existing` mode only.",
        likeAll,
      ),
      port: optional(port(), "TCP port of that server.", likeAll),
      tlsMode: tlsMode(likeAll),
      tlsCa: optional(certificate(), "PEM of the authority of that server.", likeAll),
      iam: optional(
        z.boolean(),
        "Log in with tokens of AWS IAM, in place of a password; in `existing` mode only. Dex can't.",
        likeAll,
      ),
      migration: optional(
        z.strictObject(loginFields(undefined)),
        "Login of the migration, where it isn't the service's own: a role that leaves the service its rights; in `existing` mode only. Dex migrates as itself.",
      ),
    }),
    `Database of ${title}.`,
  );

/** The Postgres server and the four databases on it. */
export const database = z.strictObject({
  mode: optional(
    z.enum(["existing", "managed"]),
    "Whether to use the databases and roles that are there (`existing`), or to make one of each for every service (`managed`).",
    { default: "existing" },
  ),
  host: required(text(serverHost), "Host of the server, as the pods see it."),
  port: optional(port(), "TCP port of the server.", { default: 5432 }),
  operatorHost: optional(
    text(serverHost),
    "Host at which the machine that runs Pulumi reaches the server, for `managed` and the seed.",
    { defaultText: "`host`" },
  ),
  operatorPort: optional(port(), "Port at which the machine that runs Pulumi reaches the server.", {
    defaultText: "`port`",
  }),
  tlsMode: tlsMode({ default: "verify-full" }),
  tlsCa: optional(certificate(), "PEM of the authority that signed the server's certificate.", {
    defaultText: "the system's authorities",
  }),
  allowInsecure: optional(
    z.boolean(),
    "Allow `tlsMode: disable` in production, where something else encrypts the connection, such as a service mesh.",
    { default: false },
  ),
  iam: optional(
    z.boolean(),
    "Let Membership, Console and Portal log in with tokens of AWS IAM, in place of passwords; in `existing` mode only. Dex can't: give it a password, or another `dex.storageType`.",
    { default: false },
  ),
  parameters: optional(
    stringMap(),
    "Further parameters of the connection URLs of Membership, Console and Portal, such as `application_name`.",
  ),
  admin: optional(
    z.strictObject({
      user: optional(text(), "Role.", { default: "postgres" }),
      password: required(secretText(), "Password."),
      database: optional(text(databaseName), "Database to connect to.", { default: "postgres" }),
      superuser: optional(
        z.boolean(),
        "Whether the role is a superuser. Cloud services hand out none: `false` there.",
        { default: true },
      ),
    }),
    "The administrator's login, with which the `managed` mode makes databases and roles.",
  ),
  membership: serviceDatabase("membership", "Membership"),
  dex: serviceDatabase("dex", "Dex"),
  console: serviceDatabase("console", "Console"),
  portal: serviceDatabase("portal", "Portal"),
});
