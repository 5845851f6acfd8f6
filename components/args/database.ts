import type { Input } from "@pulumi/pulumi";
import type { MigrationLoginArgs, SecretKeyArgs } from "./shared";

/** The administrator's login, with which the `managed` mode makes databases and roles. */
export interface DatabaseAdminArgs {
  /**
   * Role.
   * @default "postgres"
   */
  user?: Input<string>;
  /** Password. */
  password: Input<string>;
  /**
   * Database to connect to.
   * @default "postgres"
   */
  database?: Input<string>;
  /**
   * Whether the role is a superuser. Cloud services hand out none: false there.
   * @default true
   */
  superuser?: Input<boolean>;
}

/** The database of one service. */
export interface ServiceDatabaseArgs {
  /**
   * Name of the database.
   * @default the service's name
   */
  database?: Input<string>;
  /**
   * Role of the service.
   * @default the service's name
   */
  user?: Input<string>;
  /** Existing Secret with the role's name, in place of `user`; with `passwordSecret` or `iam`. */
  userSecret?: SecretKeyArgs;
  /** Password of an existing role. */
  password?: Input<string>;
  /** Existing Secret with the password of an existing role. */
  passwordSecret?: SecretKeyArgs;
  /** Whole URL of an existing database; wins over host, port, database, user and password. */
  url?: Input<string>;
  /**
   * Host of another server.
   * @default that of all databases
   */
  host?: Input<string>;
  /**
   * Port of another server.
   * @default that of all databases
   */
  port?: Input<number>;
  /**
   * TLS towards another server.
   * @default that of all databases
   */
  tlsMode?: Input<string>;
  /**
   * PEM of the authority that signed another server's certificate.
   * @default that of all databases
   */
  tlsCa?: Input<string>;
  /**
   * Log in with tokens of AWS IAM, in place of a password. Dex can't.
   * @default that of all databases
   */
  iam?: boolean;
  /** Login of the migration, where it isn't the service's own. Dex migrates as itself. */
  migration?: MigrationLoginArgs;
}

/** The Postgres server and the four databases on it. */
export interface ControlPlaneDatabaseArgs {
  /**
   * Make a database and a role for each service (`managed`), or use what is there (`existing`).
   * @default false: existing
   */
  managed?: boolean;
  /** Host of the server, as the pods see it. */
  host: Input<string>;
  /**
   * Port of the server.
   * @default 5432
   */
  port?: Input<number>;
  /**
   * Host at which the machine that runs Pulumi reaches the server (for `managed` and the seed).
   * @default host
   */
  operatorHost?: Input<string>;
  /**
   * Port at which the machine that runs Pulumi reaches the server.
   * @default port
   */
  operatorPort?: Input<number>;
  /**
   * `verify-full`, `verify-ca`, `require` or `disable`.
   * @default "verify-full"
   */
  tlsMode?: Input<string>;
  /** PEM of the authority that signed the server's certificate. */
  tlsCa?: Input<string>;
  /**
   * Let Membership, Console and Portal log in with tokens of AWS IAM, in place of passwords.
   * @default false
   */
  iam?: boolean;
  /** Further parameters of the connection URLs of Membership, Console and Portal. */
  parameters?: { [name: string]: string };
  /** The administrator's login; needed when managed. */
  admin?: DatabaseAdminArgs;
  /** Database of Membership. */
  membership?: ServiceDatabaseArgs;
  /** Database of Dex. */
  dex?: ServiceDatabaseArgs;
  /** Database of Console. */
  console?: ServiceDatabaseArgs;
  /** Database of Portal. */
  portal?: ServiceDatabaseArgs;
}
