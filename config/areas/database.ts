import * as z from "zod";
import { services, type Service } from "../../facts/services";
import { tlsModes } from "../../facts/tls-mode";
import {
  certificate,
  port,
  postgresParameters,
  postgresUrl,
  secretKeyRef,
  secretText,
  text,
} from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required, type FieldNotes } from "../notes";
import { databaseName, serverHost } from "../text-formats";

const object = objectsIn("database");

/** The variable of a service; Dex reads its database from its configuration file. */
const variable = (service: string, env: string): FieldNotes => (service === "dex" ? {} : { env });

const loginFields = (service: string, user: FieldNotes) => ({
  user: optional(text(), "Name of the role.", {
    ...user,
    ...variable(service, "POSTGRES_USERNAME"),
  }),
  userSecret: optional(
    secretKeyRef(),
    "Existing Secret with the name of the role, instead of `user`. Needs `passwordSecret` or `iam`; only in `existing` mode.",
  ),
  password: optional(
    secretText(),
    "Password of the role; only in `existing` mode.",
    variable(service, "POSTGRES_PASSWORD"),
  ),
  passwordSecret: optional(
    secretKeyRef(),
    "Existing Secret with the password, which must be URL-safe; only in `existing` mode.",
  ),
});

const tlsMode = (notes: FieldNotes) =>
  optional(
    z.enum(tlsModes),
    "How the server's certificate is verified: authority and host name (`verify-full`), the authority alone (`verify-ca`), not at all (`require`), or no TLS (`disable`).",
    { ...notes, see: "https://www.postgresql.org/docs/current/libpq-ssl.html" },
  );

const likeAll = { defaultText: "that of `database`" };

const serviceDatabase = (service: Service) =>
  optional(
    object("ServiceDatabaseArgs", "The database of one service.", {
      database: optional(text(databaseName), "Name of the database.", { default: service }),
      ...loginFields(service, { default: service }),
      url: optional(
        postgresUrl(),
        "Connection URL, instead of host, port, database, user and password; only in `existing` mode. Percent-encode all characters except letters, digits and `- . _ ~`. Without an `sslmode` in it, `tlsMode` and `tlsCa` apply.",
        variable(service, "POSTGRES_URI"),
      ),
      host: optional(
        text(serverHost),
        "Host of another server, as the pods reach it; only in `existing` mode.",
        likeAll,
      ),
      port: optional(port(), "TCP port of that server.", likeAll),
      tlsMode: tlsMode(likeAll),
      tlsCa: optional(
        certificate(),
        "PEM of the authority that signed that server's certificate.",
        likeAll,
      ),
      iam: optional(
        z.boolean(),
        "Log in with AWS IAM tokens instead of a password; only in `existing` mode. Dex can't.",
        { ...likeAll, ...variable(service, "POSTGRES_AWS_ENABLE_IAM"), plain: true },
      ),
      migration: optional(
        object(
          "MigrationLoginArgs",
          "The login of a service's migration Job.",
          loginFields(service, { defaultText: "the service's role" }),
        ),
        "Login of the migration Job, if it differs from the service's: a role that grants the service its rights on new tables; only in `existing` mode. Dex migrates with its own login.",
      ),
    }),
    `Database of ${services[service].title}.`,
  );

/** The Postgres server and the four databases on it. */
export const database = object(
  "ControlPlaneDatabaseArgs",
  "The Postgres server and the databases on it.",
  {
    mode: optional(
      z.enum(["existing", "managed"]),
      "Use existing databases and roles (`existing`), or create a database and a role for each service (`managed`).",
      {
        default: "existing",
        argument: {
          name: "managed",
          schema: optional(
            z.boolean(),
            "Create a database and a role for each service, instead of using existing ones.",
            { default: false, plain: true },
          ),
          from: (mode) => mode === "managed",
        },
      },
    ),
    host: required(text(serverHost), "Host of the Postgres server, as the pods reach it.", {
      example: "postgres.example.com",
    }),
    port: optional(port(), "TCP port of the Postgres server.", { default: 5432 }),
    operatorHost: optional(
      text(serverHost),
      "Host at which the machine that runs Pulumi reaches the server, for `mode: managed` and the seed.",
      { defaultText: "`host`" },
    ),
    operatorPort: optional(
      port(),
      "Port at which the machine that runs Pulumi reaches the server.",
      {
        defaultText: "`port`",
      },
    ),
    tlsMode: tlsMode({ default: "verify-full" }),
    tlsCa: optional(certificate(), "PEM of the authority that signed the server's certificate.", {
      defaultText: "the system's authorities",
    }),
    allowInsecure: optional(
      z.boolean(),
      "Allow connections without TLS (`tlsMode: disable`, or a URL with `sslmode=disable`), if something else, such as a service mesh, encrypts them. Test environments don't need it.",
      { default: false, plain: true },
    ),
    iam: optional(
      z.boolean(),
      "Log Membership, Console and Portal in with AWS IAM tokens instead of passwords; only in `existing` mode. Dex can't: give it a password, or another `dex.storageType`.",
      {
        default: false,
        env: "POSTGRES_AWS_ENABLE_IAM",
        see: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html",
        plain: true,
      },
    ),
    parameters: optional(
      postgresParameters(),
      "Additional parameters for the connection URLs of Membership, Console and Portal.",
      { example: { application_name: "formance" }, plain: true },
    ),
    admin: optional(
      object("DatabaseAdminArgs", "The administrator's login, which creates databases and roles.", {
        user: optional(text(), "Name of the role.", { default: "postgres" }),
        password: required(secretText(), "Password of the role."),
        database: optional(text(databaseName), "Database to connect to.", { default: "postgres" }),
        superuser: optional(
          z.boolean(),
          "Whether the role is a superuser. Set `false` on managed services such as RDS and Cloud SQL, which have none.",
          { default: true },
        ),
      }),
      "Login of the administrator who creates databases and roles in `managed` mode.",
    ),
    takeUp: optional(
      z.boolean(),
      "Reuse the databases and roles that `pulumi destroy` kept, with new passwords, instead of creating them; only in `managed` mode. Databases and roles that belong to someone else are rejected.",
      { default: false, plain: true },
    ),
    membership: serviceDatabase("membership"),
    dex: serviceDatabase("dex"),
    console: serviceDatabase("console"),
    portal: serviceDatabase("portal"),
  },
);

const [common, own] = [database.shape, database.shape.membership.unwrap().shape];

/** A database as a component is given it. */
export const databaseConnection = object(
  "DatabaseConnectionArgs",
  "How the pods reach a Postgres database.",
  {
    host: common.host,
    port: common.port,
    database: required(text(databaseName), "Name of the database."),
    user: required(text(), "Name of the role."),
    userSecret: own.userSecret,
    password: own.password,
    passwordSecret: own.passwordSecret,
    url: own.url,
    iam: optional(z.boolean(), "Log in with AWS IAM tokens instead of a password. Dex can't.", {
      default: false,
      env: "POSTGRES_AWS_ENABLE_IAM",
      plain: true,
    }),
    parameters: optional(
      postgresParameters(),
      "Additional parameters for the connection URL. Dex has none.",
      { plain: true },
    ),
    migration: own.migration,
    tlsMode: common.tlsMode,
    tlsCa: common.tlsCa,
    allowInsecure: common.allowInsecure,
  },
);
