import type { Input } from "@pulumi/pulumi";
import type {
  AddressArgs,
  ImageArgs,
  LicenceArgs,
  NatsArgs,
  OAuthClientArgs,
  ObservabilityArgs,
  SecretKeyArgs,
  SentryArgs,
  StargateArgs,
  WorkloadArgs,
} from "./args";
import type {
  SeedOrganizationArgs,
  SeedPortForwardArgs,
  SeedRegionArgs,
  SeedStackArgs,
  SeedUserArgs,
} from "./membership-seed-args";
import type { DexDocumentArgs } from "./dex-settings-args";
import type { IngressTlsArgs } from "./ingress";
import type { CronJobArgs, StackDefaultsArgs } from "./membership-service-args";

/** Public addresses of the four services. */
export interface HostsArgs {
  /** Dex, by default `dex.<domain>`. */
  dex?: AddressArgs;
  /** Membership, by default `membership.<domain>`. */
  membership?: AddressArgs;
  /** Console, by default `console.<domain>`. */
  console?: AddressArgs;
  /** Portal, by default `portal.<domain>`. */
  portal?: AddressArgs;
}

/** Container images of the four services. */
export interface ImagesArgs {
  /**
   * Registry and path before every repository; a mirror is set here.
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
  /** Dex, by default `dex:v2.0.0`. */
  dex?: ImageArgs;
  /** Membership, by default `membership:v2.5.0`. */
  membership?: ImageArgs;
  /** Console, by default `console-v3:v2.6.2`. */
  console?: ImageArgs;
  /** Portal, by default `portal:v2.6.2`. */
  portal?: ImageArgs;
}

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

/** The first local user of Dex. */
export interface DexAdminArgs {
  /**
   * Make the user, with a generated password.
   * @default false
   */
  enabled?: boolean;
  /**
   * E-mail address to log in with.
   * @default "admin@<domain>"
   */
  email?: string;
}

/** Settings of Dex. */
export interface DexSettingsArgs extends WorkloadArgs, DexDocumentArgs {
  /** The first local user. */
  admin?: DexAdminArgs;
}

/** An OpenID Connect provider of your own, in place of Dex. */
export interface OidcArgs {
  /**
   * URL scheme.
   * @default "https"
   */
  scheme?: Input<string>;
  /** Host name, with a port where it isn't the scheme's own. */
  host: Input<string>;
  /**
   * Path of the issuer, e.g. `/realms/formance`.
   * @default ""
   */
  path?: Input<string>;
  /** Client id of Membership at the provider. */
  clientId: Input<string>;
  /** Client secret of Membership at the provider. */
  clientSecret: Input<string>;
  /**
   * Scopes to ask for.
   * @default ["openid", "email"]
   */
  scopes?: Input<Input<string>[]>;
  /**
   * Hand the provider over as a connector in Membership's configuration file as well, as
   * versions since June 2025 read it. The `RP_*` variables are set always.
   * @default false
   */
  connector?: boolean;
}

/** Settings of Membership. */
export interface MembershipSettingsArgs extends WorkloadArgs {
  /**
   * Verbose logs.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Development mode; it switches the verification of TLS off.
   * @default false
   */
  dev?: Input<boolean>;
  /**
   * Ask for the e-mail address first and choose the provider by it.
   * @default false
   */
  loginWithSso?: Input<boolean>;
  /**
   * Life of an access token, as a Go duration.
   * @default "5m"
   */
  accessTokenValidity?: Input<string>;
  /**
   * Life of a refresh token, as a Go duration.
   * @default "72h"
   */
  refreshTokenValidity?: Input<string>;
  /**
   * Register the public client of the command line `fctl`.
   * @default true
   */
  fctl?: boolean;
  /** Further OAuth clients. */
  additionalClients?: OAuthClientArgs[];
  /**
   * The operator's resources are written by hand or by another tool; false: by agents over gRPC.
   * @default true
   */
  managedStacks?: boolean;
  /**
   * Publish no events.
   * @default true
   */
  disableEvents?: Input<boolean>;
  /** Tokens of agents, for the gRPC port. */
  grpcTokens?: Input<string>[];
  /** Modules and life cycle of new stacks. */
  stack?: StackDefaultsArgs;
  /** Removal of expired invitations; on by default. */
  invitationCleanup?: CronJobArgs;
  /** Removal of expired tokens; off by default. */
  tokenCleanup?: CronJobArgs;
  /** Life cycle of stacks; off by default, and only with agents. */
  stackLifeCycle?: CronJobArgs;
}

/** Settings of Console. */
export interface ConsoleSettingsArgs extends WorkloadArgs {
  /**
   * Deploy Console.
   * @default true
   */
  enabled?: boolean;
  /**
   * Verbose logs.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Features to switch off.
   * @default ["sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
  /** Sentry. */
  sentry?: SentryArgs;
}

/** Settings of Portal. */
export interface PortalSettingsArgs extends WorkloadArgs {
  /**
   * Deploy Portal.
   * @default true
   */
  enabled?: boolean;
  /**
   * Verbose logs.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Features to switch off.
   * @default ["notifications", "sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
  /** Sentry. */
  sentry?: SentryArgs;
}

/** The public entry. */
export interface IngressSettingsArgs {
  /**
   * Make Ingress objects.
   * @default true
   */
  enabled?: boolean;
  /** Ingress class. Absent: the cluster's default class. */
  className?: Input<string>;
  /** Annotations of every Ingress. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * Wait until the load balancer has an address.
   * @default true
   */
  waitForLoadBalancer?: boolean;
  /** Certificates. */
  tls?: IngressTlsArgs;
}

/** First contents of Membership's database. */
export interface SeedSettingsArgs {
  /**
   * Who writes the rows: `database` (over a connection from the machine that runs Pulumi) or
   * `wizard` (the image's own wizard, in a Job in the cluster; it knows fewer fields).
   * @default "database"
   */
  via?: string;
  /**
   * The way to a database inside a cluster: through the Kubernetes API.
   * @default none: the database is reached directly
   */
  portForward?: SeedPortForwardArgs;
  /**
   * Schema of Membership's tables.
   * @default "membership"
   */
  schema?: Input<string>;
  /**
   * How long to wait for the tables, in seconds.
   * @default 300
   */
  waitForMigrationsSeconds?: Input<number>;
  /**
   * What becomes of rows that the seed made and whose entry was removed: `never` (kept), `warn`
   * (kept and named in the summary) or `owned` (deleted).
   * @default "never"
   */
  prune?: Input<string>;
  /**
   * What becomes of fields that somebody changed by hand: `mend` (written again) or `keep` (left,
   * until their entry changes).
   * @default "mend"
   */
  drift?: Input<string>;
  /** Regions. */
  regions?: SeedRegionArgs[];
  /** Organizations. */
  organizations?: SeedOrganizationArgs[];
  /** Users. */
  users?: SeedUserArgs[];
  /** Stacks. */
  stacks?: SeedStackArgs[];
}

/**
 * Generation numbers of the generated secrets. A higher number makes a new value, and rolls the
 * pods that read it.
 */
export interface SecretGenerationsArgs {
  /** Client secret of Membership at Dex. */
  dexClient?: number;
  /** Generated passwords of Dex's local users. */
  dexAdmin?: number;
  /** Client secret of Console. */
  consoleClient?: number;
  /** Client secret of Portal. */
  portalClient?: number;
  /** Cookie key of Console. */
  consoleCookie?: number;
  /** Cookie key of Portal. */
  portalCookie?: number;
  /** Passwords of the managed database roles. */
  database?: number;
  /** Generated client secrets of seeded stacks. */
  stackClients?: number;
}

/** Arguments of a whole control plane. */
export interface ControlPlaneArgs {
  /** Domain below which the services get their hosts, e.g. `example.com`. */
  domain: string;
  /**
   * Kubernetes namespace.
   * @default "formance"
   */
  namespace?: Input<string>;
  /**
   * Make the namespace.
   * @default true
   */
  createNamespace?: boolean;
  /** Public addresses. */
  hosts?: HostsArgs;
  /** Container images. */
  images?: ImagesArgs;
  /** Databases. */
  database: ControlPlaneDatabaseArgs;
  /** Dex. Not together with `oidc`. */
  dex?: DexSettingsArgs;
  /** Your own OpenID Connect provider, in place of Dex. */
  oidc?: OidcArgs;
  /** Membership. */
  membership?: MembershipSettingsArgs;
  /** Console. */
  console?: ConsoleSettingsArgs;
  /** Portal. */
  portal?: PortalSettingsArgs;
  /** Reach of the stacks. */
  stargate?: StargateArgs;
  /** Events and agents over NATS. */
  nats?: NatsArgs;
  /** Licence of the enterprise edition. */
  licence?: LicenceArgs;
  /** Public entry. */
  ingress?: IngressSettingsArgs;
  /** First contents of Membership. */
  seed?: SeedSettingsArgs;
  /** Traces, metrics and logs. */
  observability?: ObservabilityArgs;
  /** Generation numbers of generated secrets. */
  secretGenerations?: SecretGenerationsArgs;
  /**
   * Protect what can't be made again (databases and their roles) from deletion.
   * @default false
   */
  protect?: boolean;
}
