import type { Input } from "@pulumi/pulumi";

/** A key of a Secret that exists already in the control plane's namespace. */
export interface SecretKeyArgs {
  /** Name of the Secret. */
  name: Input<string>;
  /** Key inside the Secret. */
  key: Input<string>;
}

/** The public address of one service: `<scheme>://<host><path>`. */
export interface AddressArgs {
  /**
   * URL scheme, `https` or `http`.
   * @default "https"
   */
  scheme?: Input<string>;
  /**
   * Host name, with neither scheme nor path.
   * @default the service's name followed by the domain, e.g. `console.example.com`
   */
  host?: Input<string>;
  /**
   * Path below the host, beginning with a slash. Only Dex has one.
   * @default ""
   */
  path?: Input<string>;
}

/** One container image. */
export interface ImageArgs {
  /**
   * Repository below the registry.
   * @default the service's repository, e.g. `membership`
   */
  repository?: Input<string>;
  /** Tag. The default is the version that this release was written for. */
  tag?: Input<string>;
  /** Digest, `sha256:` and 64 hexadecimal digits; wins over the tag. */
  digest?: Input<string>;
}

/** Image of one container, and how it is pulled. */
export interface ContainerImageArgs extends ImageArgs {
  /**
   * Registry and path before the repository.
   * @default "ghcr.io/formancehq"
   */
  registry?: Input<string>;
  /**
   * `IfNotPresent`, `Always` or `Never`.
   * @default "IfNotPresent"
   */
  pullPolicy?: Input<string>;
  /** Names of existing Secrets with registry credentials. */
  pullSecrets?: Input<Input<string>[]>;
}

/** A role that brings a service's tables up to date. It must leave the service its rights. */
export interface MigrationLoginArgs {
  /** Role. */
  user?: Input<string>;
  /** Existing Secret with the role's name, in place of `user`; with `passwordSecret`. */
  userSecret?: SecretKeyArgs;
  /** The role's password. */
  password?: Input<string>;
  /** Existing Secret with the password, which must be fit for a URL as it is. */
  passwordSecret?: SecretKeyArgs;
}

/** How a Postgres database is reached by the pods. */
export interface DatabaseConnectionArgs {
  /** Host name or address, as the pods see it. */
  host: Input<string>;
  /**
   * TCP port.
   * @default 5432
   */
  port?: Input<number>;
  /** Name of the database. */
  database: Input<string>;
  /** Role to log in as. */
  user: Input<string>;
  /** Existing Secret with the role's name, in place of `user`; with `passwordSecret` or `iam`. */
  userSecret?: SecretKeyArgs;
  /** The role's password. Either this, `passwordSecret` or `url`. */
  password?: Input<string>;
  /** Existing Secret with the password. The password must then be fit for a URL as it is. */
  passwordSecret?: SecretKeyArgs;
  /** A whole connection URL; wins over every other field. */
  url?: Input<string>;
  /**
   * Log in with tokens of AWS IAM, in place of a password. Dex can't.
   * @default false
   */
  iam?: boolean;
  /** Further parameters of the connection URL. Dex has none. */
  parameters?: { [name: string]: string };
  /** Login of the migration, where it isn't the service's own. */
  migration?: MigrationLoginArgs;
  /**
   * `verify-full`, `verify-ca`, `require` or `disable`.
   * @default "verify-full"
   */
  tlsMode?: Input<string>;
  /** PEM of the authority that signed the server's certificate. Absent: the system's authorities. */
  tlsCa?: Input<string>;
}

/** An OAuth client of Membership. */
export interface OAuthClientArgs {
  /** Client id. */
  id: string;
  /** A client that can't keep a secret, such as a command line. */
  public?: boolean;
  /** Client secret. Generated when absent, unless the client is public. */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /** Redirect URIs. */
  redirectUris?: Input<Input<string>[]>;
  /** Redirect URIs after logging out. */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /** Scopes that the client may ask for. */
  scopes?: Input<Input<string>[]>;
}

/** The OAuth client of Console or Portal at Membership. */
export interface AppClientArgs {
  /**
   * Client id.
   * @default "console-v3", "portal"
   */
  id?: string;
  /** Client secret. Generated when absent. */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /**
   * Redirect URIs.
   * @default `/auth/login` and `/auth/login-by-org` of the application
   */
  redirectUris?: Input<Input<string>[]>;
  /**
   * Redirect URIs after logging out.
   * @default `/auth/logout` of the application
   */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /**
   * Scopes that the client may ask for.
   * @default ["accesses", "remember_me", "keep_refresh_token", "on_behalf"]
   */
  scopes?: Input<Input<string>[]>;
}
