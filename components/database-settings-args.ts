import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./args";

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
  /** Password of an existing role. */
  password?: Input<string>;
  /** Existing Secret with the password of an existing role. */
  passwordSecret?: SecretKeyArgs;
  /** Whole URL of an existing database; wins over host, port, database, user and password. */
  url?: Input<string>;
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
