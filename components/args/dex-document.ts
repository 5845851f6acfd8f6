import type { Input, Inputs } from "@pulumi/pulumi";
import type { DexConnectorArgs } from "./dex-connector";
import type { DexGrpcArgs, DexTelemetryArgs, DexWebArgs } from "./dex-listeners";

/** A user of Dex's own password database. */
export interface DexLocalUserArgs {
  /** E-mail address to log in with. */
  email: string;
  /**
   * Display name.
   * @default the part of the e-mail address before the at sign
   */
  username?: Input<string>;
  /**
   * Stable id, by which Membership knows the user.
   * @default a UUID made from the e-mail address, the same that the seed gives the user
   */
  userId?: Input<string>;
  /** bcrypt hash of the password, cost 10 or more. Absent: a password is generated. */
  hash?: Input<string>;
  /**
   * Role that Formance's Dex may read, e.g. `USER`; upstream's Dex passes over it.
   * @default none
   */
  role?: Input<string>;
  /**
   * ISO date or time in UTC at which the user ends, for users meant for emergencies. From then on
   * an update leaves the user out, and the 14 days before warn of it. A date is its first moment.
   * @default never
   */
  expiresAt?: string;
}

/** A further client application of Dex, beside Membership. */
export interface DexClientArgs {
  /** Client id. */
  id: string;
  /**
   * Name on the approval page.
   * @default the id
   */
  name?: Input<string>;
  /** A client that can't keep a secret, such as a command line. */
  public?: boolean;
  /** Client secret. Generated when absent, unless the client is public. */
  secret?: Input<string>;
  /** Redirect URIs. */
  redirectUris: Input<Input<string>[]>;
  /** Ids of clients that may ask for tokens meant for this one. */
  trustedPeers?: Input<Input<string>[]>;
}

/** Rotation and life of Dex's refresh tokens. Times are Go durations. */
export interface DexRefreshTokensArgs {
  /**
   * Let a refresh token be used again and again.
   * @default false
   */
  disableRotation?: Input<boolean>;
  /**
   * Time in which a used token is still taken, for clients that ask twice.
   * @default "3s"
   */
  reuseInterval?: Input<string>;
  /**
   * Life of a token, used or not.
   * @default no limit
   */
  absoluteLifetime?: Input<string>;
  /**
   * Life of a token that isn't used.
   * @default no limit
   */
  validIfNotUsedFor?: Input<string>;
}

/** Lives of what Dex hands out, as Go durations. */
export interface DexExpiryArgs {
  /**
   * ID tokens.
   * @default "24h"
   */
  idTokens?: Input<string>;
  /**
   * Signing keys, until the next one takes over.
   * @default "6h"
   */
  signingKeys?: Input<string>;
  /**
   * A login that has begun.
   * @default "24h"
   */
  authRequests?: Input<string>;
  /**
   * The code of a device login.
   * @default "5m"
   */
  deviceRequests?: Input<string>;
  /** Refresh tokens. */
  refreshTokens?: DexRefreshTokensArgs;
}

/** What the login page shows. */
export interface DexFrontendArgs {
  /**
   * Name on the page.
   * @default "dex"
   */
  issuer?: Input<string>;
  /**
   * `light` or `dark`, or a theme that the image has.
   * @default "light"
   */
  theme?: Input<string>;
  /** URL of the logo. */
  logoUrl?: Input<string>;
  /** Further values for the templates of the page. */
  extra?: Input<{ [key: string]: Input<string> }>;
}

/** Settings of Dex's configuration file that do not follow from the control plane. */
export interface DexDocumentArgs {
  /** Users of Dex's own password database. */
  localUsers?: DexLocalUserArgs[];
  /** Identity providers. */
  connectors?: DexConnectorArgs[];
  /** Client applications beside Membership. */
  additionalClients?: DexClientArgs[];
  /**
   * Where Dex keeps its state: `postgres`, `kubernetes` (custom resources of its own cluster) or
   * `memory` (lost with the pod, for tests).
   * @default "postgres"
   */
  storageType?: string;
  /**
   * Skip the page that asks a user to grant access.
   * @default true
   */
  skipApprovalScreen?: Input<boolean>;
  /**
   * Show the page with the identity providers even if there is only one.
   * @default false
   */
  alwaysShowLoginScreen?: Input<boolean>;
  /**
   * Id of the connector that the password grant asks; `local` stands for the local users.
   * @default none: there is no password grant
   */
  passwordConnector?: Input<string>;
  /** Lives of tokens, keys and logins. */
  expiry?: DexExpiryArgs;
  /** The login page. */
  frontend?: DexFrontendArgs;
  /** The web server. */
  web?: DexWebArgs;
  /** Telemetry. */
  telemetry?: DexTelemetryArgs;
  /**
   * The API over gRPC.
   * @default off
   */
  grpc?: DexGrpcArgs;
  /**
   * `debug`, `info`, `warn` or `error`.
   * @default "info"
   */
  logLevel?: Input<string>;
  /**
   * Merged last over the generated document: maps merge, arrays replace, `null` removes. The whole
   * is checked against all that Dex knows.
   */
  configOverrides?: Input<Inputs>;
}
