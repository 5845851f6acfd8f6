// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** The Postgres server and the databases on it. */
export interface ControlPlaneDatabaseArgs {
  /**
   * Create a database and a role for each service, instead of using existing ones.
   * @default false
   */
  managed?: boolean;
  /**
   * Host of the Postgres server, as the pods reach it.
   * @example "postgres.example.com"
   */
  host: Input<string>;
  /**
   * TCP port of the Postgres server.
   * @default 5432
   */
  port?: Input<number>;
  /**
   * Host at which the machine that runs Pulumi reaches the server, for `mode: managed` and the
   * seed.
   * @default `host`
   */
  operatorHost?: Input<string>;
  /**
   * Port at which the machine that runs Pulumi reaches the server.
   * @default `port`
   */
  operatorPort?: Input<number>;
  /**
   * How the server's certificate is verified: authority and host name (`verify-full`), the
   * authority alone (`verify-ca`), not at all (`require`), or no TLS (`disable`).
   * @default "verify-full"
   * @see https://www.postgresql.org/docs/current/libpq-ssl.html
   */
  tlsMode?: Input<string>;
  /**
   * PEM of the authority that signed the server's certificate.
   * @default the system's authorities
   */
  tlsCa?: Input<string>;
  /**
   * Allow connections without TLS (`tlsMode: disable`, or a URL with `sslmode=disable`), if
   * something else, such as a service mesh, encrypts them. Test environments don't need it.
   * @default false
   */
  allowInsecure?: boolean;
  /**
   * Log Membership, Console and Portal in with AWS IAM tokens instead of passwords; only in
   * `existing` mode. Dex can't: give it a password, or another `dex.storageType`. Variable of the
   * image: `POSTGRES_AWS_ENABLE_IAM`.
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
   */
  iam?: boolean;
  /**
   * Additional parameters for the connection URLs of Membership, Console and Portal.
   * @example {
   *   "application_name": "formance"
   * }
   */
  parameters?: { [key: string]: string };
  /** Login of the administrator who creates databases and roles in `managed` mode. */
  admin?: DatabaseAdminArgs;
  /**
   * Reuse the databases and roles that `pulumi destroy` kept, with new passwords, instead of
   * creating them; only in `managed` mode. Databases and roles that belong to someone else are
   * rejected.
   * @default false
   */
  takeUp?: boolean;
  /** Database of Membership. */
  membership?: ServiceDatabaseArgs;
  /** Database of Dex. */
  dex?: ServiceDatabaseArgs;
  /** Database of Console. */
  console?: ServiceDatabaseArgs;
  /** Database of Portal. */
  portal?: ServiceDatabaseArgs;
}

/** The administrator's login, which creates databases and roles. */
export interface DatabaseAdminArgs {
  /**
   * Name of the role.
   * @default "postgres"
   */
  user?: Input<string>;
  /** Password of the role. */
  password: Input<string>;
  /**
   * Database to connect to.
   * @default "postgres"
   */
  database?: Input<string>;
  /**
   * Whether the role is a superuser. Set `false` on managed services such as RDS and Cloud SQL,
   * which have none.
   * @default true
   */
  superuser?: Input<boolean>;
}

/** The database of one service. */
export interface ServiceDatabaseArgs {
  /**
   * Name of the database.
   * @default "membership" for membership; "dex" for dex; "console" for console; "portal" for portal
   */
  database?: Input<string>;
  /**
   * Name of the role. Variable of the image: `POSTGRES_USERNAME` for membership, console, portal.
   * @default "membership" for membership; "dex" for dex; "console" for console; "portal" for portal
   */
  user?: Input<string>;
  /**
   * Existing Secret with the name of the role, instead of `user`. Needs `passwordSecret` or `iam`;
   * only in `existing` mode.
   */
  userSecret?: SecretKeyArgs;
  /**
   * Password of the role; only in `existing` mode. Variable of the image: `POSTGRES_PASSWORD` for
   * membership, console, portal.
   */
  password?: Input<string>;
  /** Existing Secret with the password, which must be URL-safe; only in `existing` mode. */
  passwordSecret?: SecretKeyArgs;
  /**
   * Connection URL, instead of host, port, database, user and password; only in `existing` mode.
   * Percent-encode all characters except letters, digits and `- . _ ~`. Without an `sslmode` in it,
   * `tlsMode` and `tlsCa` apply. Variable of the image: `POSTGRES_URI` for membership, console,
   * portal.
   */
  url?: Input<string>;
  /**
   * Host of another server, as the pods reach it; only in `existing` mode.
   * @default that of `database`
   */
  host?: Input<string>;
  /**
   * TCP port of that server.
   * @default that of `database`
   */
  port?: Input<number>;
  /**
   * How the server's certificate is verified: authority and host name (`verify-full`), the
   * authority alone (`verify-ca`), not at all (`require`), or no TLS (`disable`).
   * @default that of `database`
   * @see https://www.postgresql.org/docs/current/libpq-ssl.html
   */
  tlsMode?: Input<string>;
  /**
   * PEM of the authority that signed that server's certificate.
   * @default that of `database`
   */
  tlsCa?: Input<string>;
  /**
   * Log in with AWS IAM tokens instead of a password; only in `existing` mode. Dex can't. Variable
   * of the image: `POSTGRES_AWS_ENABLE_IAM` for membership, console, portal.
   * @default that of `database`
   */
  iam?: boolean;
  /**
   * Login of the migration Job, if it differs from the service's: a role that grants the service
   * its rights on new tables; only in `existing` mode. Dex migrates with its own login.
   */
  migration?: MigrationLoginArgs;
}

/** The login of a service's migration Job. */
export interface MigrationLoginArgs {
  /**
   * Name of the role. Variable of the image: `POSTGRES_USERNAME` for membership, console, portal.
   * @default the service's role
   */
  user?: Input<string>;
  /**
   * Existing Secret with the name of the role, instead of `user`. Needs `passwordSecret` or `iam`;
   * only in `existing` mode.
   */
  userSecret?: SecretKeyArgs;
  /**
   * Password of the role; only in `existing` mode. Variable of the image: `POSTGRES_PASSWORD` for
   * membership, console, portal.
   */
  password?: Input<string>;
  /** Existing Secret with the password, which must be URL-safe; only in `existing` mode. */
  passwordSecret?: SecretKeyArgs;
}

/** How the pods reach a Postgres database. */
export interface DatabaseConnectionArgs {
  /**
   * Host of the Postgres server, as the pods reach it.
   * @example "postgres.example.com"
   */
  host: Input<string>;
  /**
   * TCP port of the Postgres server.
   * @default 5432
   */
  port?: Input<number>;
  /** Name of the database. */
  database: Input<string>;
  /** Name of the role. */
  user: Input<string>;
  /**
   * Existing Secret with the name of the role, instead of `user`. Needs `passwordSecret` or `iam`;
   * only in `existing` mode.
   */
  userSecret?: SecretKeyArgs;
  /** Password of the role; only in `existing` mode. Variable of the image: `POSTGRES_PASSWORD`. */
  password?: Input<string>;
  /** Existing Secret with the password, which must be URL-safe; only in `existing` mode. */
  passwordSecret?: SecretKeyArgs;
  /**
   * Connection URL, instead of host, port, database, user and password; only in `existing` mode.
   * Percent-encode all characters except letters, digits and `- . _ ~`. Without an `sslmode` in it,
   * `tlsMode` and `tlsCa` apply. Variable of the image: `POSTGRES_URI`.
   */
  url?: Input<string>;
  /**
   * Log in with AWS IAM tokens instead of a password. Dex can't. Variable of the image:
   * `POSTGRES_AWS_ENABLE_IAM`.
   * @default false
   */
  iam?: boolean;
  /** Additional parameters for the connection URL. Dex has none. */
  parameters?: { [key: string]: string };
  /**
   * Login of the migration Job, if it differs from the service's: a role that grants the service
   * its rights on new tables; only in `existing` mode. Dex migrates with its own login.
   */
  migration?: MigrationLoginArgs;
  /**
   * How the server's certificate is verified: authority and host name (`verify-full`), the
   * authority alone (`verify-ca`), not at all (`require`), or no TLS (`disable`).
   * @default "verify-full"
   * @see https://www.postgresql.org/docs/current/libpq-ssl.html
   */
  tlsMode?: Input<string>;
  /**
   * PEM of the authority that signed the server's certificate.
   * @default the system's authorities
   */
  tlsCa?: Input<string>;
  /**
   * Allow connections without TLS (`tlsMode: disable`, or a URL with `sslmode=disable`), if
   * something else, such as a service mesh, encrypts them. Test environments don't need it.
   * @default false
   */
  allowInsecure?: boolean;
}
