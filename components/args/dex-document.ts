// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";
import type { DexConnectorArgs } from "./connectors";
import type { DexGrpcArgs, DexTelemetryArgs, DexWebArgs } from "./dex-listeners";
import type { DexMfaArgs, DexSessionsArgs } from "./dex-sessions";
import type { DexSignerArgs } from "./dex-signer";

/** Settings of Dex's configuration file that don't follow from the control plane. */
export interface DexDocumentArgs {
  /**
   * Release of Dex that the image is built from; `main` is Dex's main branch after 2.45. Keys that
   * need a later release are rejected. `2.44`, `2.45` or `main`.
   * @default "2.44"
   */
  version?: string;
  /**
   * Pass unknown keys, in `configOverrides` and in connector settings, on to Dex with a warning.
   * Dex ignores keys that it doesn't know.
   * @default false
   */
  allowUnknownKeys?: boolean;
  /** Additional local users, besides `admin`. */
  localUsers?: DexLocalUserArgs[];
  /** Identity providers that users log in with. */
  connectors?: DexConnectorArgs[];
  /** Additional client applications of Dex, besides Membership. */
  additionalClients?: DexClientArgs[];
  /**
   * Where Dex keeps its state: Postgres, custom resources of the cluster (`kubernetes`), or the
   * memory of the pod, which is lost on a restart (`memory`, test environments only). `postgres`,
   * `kubernetes` or `memory`.
   * @default "postgres"
   * @see https://dexidp.io/docs/configuration/storage/
   */
  storageType?: string;
  /**
   * Skip the page that asks the user for consent.
   * @default true
   */
  skipApprovalScreen?: Input<boolean>;
  /**
   * Show the list of identity providers even if there is only one.
   * @default false
   */
  alwaysShowLoginScreen?: Input<boolean>;
  /**
   * Id of the connector that checks the passwords of the password grant; `local` means the local
   * users.
   * @default none, and no password grant
   */
  passwordConnector?: Input<string>;
  /**
   * Lifetimes of tokens, keys and logins.
   * @see https://dexidp.io/docs/configuration/tokens/
   */
  expiry?: DexExpiryArgs;
  /**
   * What signs tokens: keys in Dex's storage (`local`), or a key in Vault (`vault`). It replaces
   * `expiry.signingKeys`. Needs Dex 2.45.
   * @default keys in Dex's storage
   */
  signer?: DexSignerArgs;
  /**
   * Browser sessions, which are experimental in Dex. `{}` uses the defaults. Needs Dex's main
   * branch (after 2.45).
   * @default off
   */
  sessions?: DexSessionsArgs;
  /**
   * Second factors, which need sessions. Needs Dex's main branch (after 2.45).
   * @default off
   */
  mfa?: DexMfaArgs;
  /** Appearance of the login page. */
  frontend?: DexFrontendArgs;
  /**
   * Lowest level that Dex logs. `debug`, `info`, `warn` or `error`.
   * @default "info"
   */
  logLevel?: Input<string>;
  /** Dex's web server. */
  web?: DexWebArgs;
  /** Dex's telemetry. */
  telemetry?: DexTelemetryArgs;
  /**
   * Dex's gRPC API, on port 5557. Callers can add clients and users, so they need a certificate
   * signed by `clientCaSecret`.
   * @default off
   * @see https://dexidp.io/docs/configuration/api/
   */
  grpc?: DexGrpcArgs;
  /**
   * Merged last over Dex's generated configuration: maps merge, lists replace, `null` removes. The
   * result is checked against every setting that Dex supports, and must follow the same rules as
   * the settings.
   * @see https://dexidp.io/docs/configuration/
   */
  configOverrides?: Input<Inputs>;
}

/** A user of Dex's own password database. */
export interface DexLocalUserArgs {
  /** E-mail address to log in with. */
  email: string;
  /**
   * Name that pages show.
   * @default the part of the e-mail address before the @
   */
  username?: Input<string>;
  /**
   * Id of the user in Dex, by which Membership recognizes the user.
   * @default a UUID derived from the e-mail address, as in the seed
   */
  userId?: Input<string>;
  /**
   * Bcrypt hash of the password, with a cost of at least 10.
   * @default the hash of a generated password
   */
  hash?: Input<string>;
  /**
   * Role, which Formance's build of Dex may read; upstream Dex ignores it.
   * @default none
   * @example "USER"
   */
  role?: Input<string>;
  /**
   * Claim `name`. Needs Dex 2.45.
   * @default `username`
   */
  name?: Input<string>;
  /** Claim `preferred_username`. Needs Dex 2.45. */
  preferredUsername?: Input<string>;
  /**
   * Whether the e-mail address is verified. Needs Dex 2.45.
   * @default true
   */
  emailVerified?: Input<boolean>;
  /** Groups of the user. Needs Dex 2.45. */
  groups?: Input<Input<string>[]>;
  /**
   * Date or time, in UTC, at which the user expires. The first update after that removes the user;
   * previews and updates warn from 14 days before.
   * @default never
   * @example "2027-01-31"
   */
  expiresAt?: string;
}

/** An additional client application of Dex, besides Membership. */
export interface DexClientArgs {
  /** Client id; unique. */
  id: string;
  /**
   * Name on the consent page.
   * @default the client id
   */
  name?: Input<string>;
  /**
   * A client that can't keep a secret, such as a command-line tool.
   * @default false
   */
  public?: boolean;
  /**
   * Client secret.
   * @default generated
   */
  secret?: Input<string>;
  /** Redirect URIs; `/device/callback` for a public client that uses the device flow. */
  redirectUris: Input<Input<string>[]>;
  /** Ids of clients that may request tokens for this one. */
  trustedPeers?: Input<Input<string>[]>;
  /** URIs to return to after a logout. Needs Dex's main branch (after 2.45). */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /**
   * Whether refresh tokens end with the session that issued them. Needs Dex's main branch (after
   * 2.45). `standalone` or `session`.
   * @default "standalone"
   */
  refreshTokenLifetime?: Input<string>;
  /**
   * Ids of the connectors that the client allows. Needs Dex's main branch (after 2.45).
   * @default all connectors
   */
  allowedConnectors?: Input<Input<string>[]>;
  /**
   * Ids of the authenticators of `mfa` that a user needs, in order; `[]` is none. Needs Dex's main
   * branch (after 2.45).
   * @default `mfa.defaultChain`
   */
  mfaChain?: Input<Input<string>[]>;
  /**
   * Ids of clients that share the session of this one; `*` is every client. Needs Dex's main branch
   * (after 2.45).
   */
  ssoSharedWith?: Input<Input<string>[]>;
}

/** Lifetimes of tokens, keys and logins. */
export interface DexExpiryArgs {
  /**
   * Lifetime of ID tokens, as a Go duration.
   * @default "24h"
   */
  idTokens?: Input<string>;
  /**
   * Time after which signing keys rotate, as a Go duration.
   * @default "6h"
   */
  signingKeys?: Input<string>;
  /**
   * Time to complete a login, as a Go duration.
   * @default "24h"
   */
  authRequests?: Input<string>;
  /**
   * Time to enter the code of a device login, as a Go duration.
   * @default "5m"
   */
  deviceRequests?: Input<string>;
  /** Rotation and lifetime of refresh tokens. */
  refreshTokens?: DexRefreshTokensArgs;
}

/** Rotation and lifetimes of refresh tokens. */
export interface DexRefreshTokensArgs {
  /**
   * Let clients use a refresh token more than once.
   * @default false
   */
  disableRotation?: Input<boolean>;
  /**
   * How long a used token stays valid, for clients that retry, as a Go duration.
   * @default none: a used token is rejected
   */
  reuseInterval?: Input<string>;
  /**
   * Lifetime of a token, used or not, as a Go duration.
   * @default no limit
   */
  absoluteLifetime?: Input<string>;
  /**
   * Lifetime of an unused token, as a Go duration.
   * @default no limit
   */
  validIfNotUsedFor?: Input<string>;
}

/** Dex's login page. */
export interface DexFrontendArgs {
  /**
   * Name on the login page.
   * @default "dex"
   */
  issuer?: Input<string>;
  /**
   * Theme of the page: `light`, `dark`, or another one in the image.
   * @default "light"
   */
  theme?: Input<string>;
  /**
   * URL of the logo, or its path in the image.
   * @default the theme's logo
   */
  logoUrl?: Input<string>;
  /** Additional values for the page's templates. */
  extra?: Input<{ [key: string]: Input<string> }>;
}
