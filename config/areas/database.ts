import * as z from "zod";
import {
  certificate,
  port,
  postgresUrl,
  secretKeyRef,
  secretText,
  sslModes,
  text,
} from "../fields";
import { optional, required } from "../notes";
import { serverHost } from "../text-formats";

const serviceDatabase = (service: string, title: string) =>
  optional(
    z.strictObject({
      database: optional(text(), "Name of the database.", { default: service }),
      user: optional(text(), "Role of the service.", { default: service }),
      password: optional(secretText(), "Password of the role; in `existing` mode only."),
      passwordSecret: optional(
        secretKeyRef(),
        "Existing Secret with the password, which must be fit for a URL as it is; in `existing` mode only.",
      ),
      url: optional(
        postgresUrl(),
        "Whole connection URL; it wins over host, port, database, user and password; in `existing` mode only.",
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
  tlsMode: optional(
    z.enum(sslModes),
    "How the server's certificate is checked: against authority and host name, authority alone, not at all, or no TLS.",
    { default: "verify-full" },
  ),
  tlsCa: optional(certificate(), "PEM of the authority that signed the server's certificate.", {
    defaultText: "the system's authorities",
  }),
  allowInsecure: optional(
    z.boolean(),
    "Allow `tlsMode: disable` in production, where something else encrypts the connection, such as a service mesh.",
    { default: false },
  ),
  admin: optional(
    z.strictObject({
      user: optional(text(), "Role.", { default: "postgres" }),
      password: required(secretText(), "Password."),
      database: optional(text(), "Database to connect to.", { default: "postgres" }),
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
