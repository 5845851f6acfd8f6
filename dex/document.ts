import type { DexGrpc, DexTelemetry, DexWeb } from "./listeners";
import { deepMerge, type PlainMap } from "./merge";
import type { DexMfa } from "./second-factors";
import type { DexSigner } from "./signer";

/** Dex's storage in Postgres. */
export interface DexPostgres {
  readonly type: "postgres";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Not set when the pod gets it as `PGUSER`. */
  readonly user?: string | undefined;
  /** Not set when the pod gets it as `PGPASSWORD`. */
  readonly password?: string | undefined;
  /** `verify-full`, `verify-ca`, `require` or `disable`. */
  readonly tlsMode: string;
  /** Paths in the pod of the authority's PEM, and of the client's certificate and key. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** In seconds. */
  readonly connectionTimeout?: number | undefined;
}

/** Where Dex keeps its state: Postgres, custom resources of the cluster, or the pod's memory. */
export type DexStorage =
  DexPostgres | { readonly type: "kubernetes" } | { readonly type: "memory" };

/** A client application of Dex. */
export interface DexClient {
  readonly id: string;
  readonly name: string;
  /** Not set for a public client. */
  readonly secret?: string | undefined;
  /** Variable that holds the secret, instead of `secret`. */
  readonly secretEnv?: string | undefined;
  readonly public?: boolean | undefined;
  readonly redirectURIs: readonly string[];
  /** Clients that may request tokens for this one. */
  readonly trustedPeers?: readonly string[] | undefined;
  readonly postLogoutRedirectURIs?: readonly string[] | undefined;
  readonly refreshTokenLifetime?: string | undefined;
  /** Ids of the connectors that it allows; all when not set. */
  readonly allowedConnectors?: readonly string[] | undefined;
  readonly ssoSharedWith?: readonly string[] | undefined;
  /** Ids of the authenticators that its users need; the default chain when not set. */
  readonly mfaChain?: readonly string[] | undefined;
}

/** Lifetimes of tokens, keys and logins, as Go durations. */
export interface DexExpiry {
  readonly idTokens?: string | undefined;
  readonly signingKeys?: string | undefined;
  readonly authRequests?: string | undefined;
  readonly deviceRequests?: string | undefined;
  readonly refreshTokens?:
    | {
        readonly disableRotation?: boolean | undefined;
        readonly reuseInterval?: string | undefined;
        readonly absoluteLifetime?: string | undefined;
        readonly validIfNotUsedFor?: string | undefined;
      }
    | undefined;
}

/** What the login page shows. */
export interface DexFrontend {
  readonly issuer?: string | undefined;
  readonly theme?: string | undefined;
  readonly logoURL?: string | undefined;
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

/** Sessions of browsers that have logged in. */
export interface DexSessions {
  readonly cookieName?: string | undefined;
  readonly absoluteLifetime?: string | undefined;
  readonly validIfNotUsedFor?: string | undefined;
  readonly rememberMeCheckedByDefault?: boolean | undefined;
  readonly cookieEncryptionKey?: string | undefined;
  readonly ssoSharedWithDefault?: string | undefined;
}

/** OAuth2 options beyond the approval screen. */
export interface DexOAuth2 {
  readonly skipApprovalScreen: boolean;
  readonly alwaysShowLoginScreen?: boolean | undefined;
  readonly passwordConnector?: string | undefined;
}

/** A user of Dex's own password database. */
export interface DexUser {
  readonly email: string;
  /** bcrypt hash of the password, cost 10 or more. */
  readonly hash: string;
  readonly username: string;
  /** Stable id, by which Membership recognizes the user. */
  readonly userID: string;
  /** An addition of Formance; upstream Dex ignores it. */
  readonly role?: string | undefined;
  readonly name?: string | undefined;
  readonly preferredUsername?: string | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** An identity provider behind Dex. */
export interface DexConnector {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly config: PlainMap;
  /** Grant types that it serves; all when not set. */
  readonly grantTypes?: readonly string[] | undefined;
}

/** What the generated document is made of. */
export interface DexSettings {
  readonly issuer: string;
  readonly storage: DexStorage;
  readonly clients: readonly DexClient[];
  readonly users: readonly DexUser[];
  readonly connectors: readonly DexConnector[];
  readonly oauth2: DexOAuth2;
  readonly expiry?: DexExpiry | undefined;
  readonly signer?: DexSigner | undefined;
  readonly sessions?: DexSessions | undefined;
  readonly mfa?: DexMfa | undefined;
  readonly frontend?: DexFrontend | undefined;
  readonly web?: DexWeb | undefined;
  readonly telemetry?: DexTelemetry | undefined;
  /** The API by which callers can add clients and users; off without it. */
  readonly grpc?: DexGrpc | undefined;
  /** `debug`, `info`, `warn` or `error`; Dex's own default is `info`. */
  readonly logLevel?: string | undefined;
  readonly overrides?: PlainMap | undefined;
}

/**
 * Dex's whole configuration file. `enablePasswordDB` follows from the users: Dex refuses users
 * without it, and asks for a password nobody has when it is on without users.
 */
export function dexDocument(settings: DexSettings): PlainMap {
  const { users, connectors, expiry, frontend, web, telemetry, grpc, overrides } = settings;
  const { signer, sessions, mfa } = settings;
  const document: PlainMap = {
    issuer: settings.issuer,
    logger: { format: "json", ...known({ level: settings.logLevel }) },
    storage: storageSection(settings.storage),
    oauth2: { ...known(settings.oauth2), responseTypes: ["code", "token", "id_token"] },
    ...(expiry === undefined ? {} : { expiry: known(expiry) }),
    ...known({ signer, sessions, mfa, frontend, web, telemetry, grpc }),
    enablePasswordDB: users.length > 0,
    staticClients: settings.clients.map(known),
    ...(users.length === 0 ? {} : { staticPasswords: users.map(known) }),
    ...(connectors.length === 0 ? {} : { connectors: connectors.map(known) }),
  };
  return overrides === undefined ? document : deepMerge(document, overrides);
}

function storageSection(storage: DexStorage): PlainMap {
  if (storage.type === "memory") return { type: storage.type };
  if (storage.type === "kubernetes") return { type: storage.type, config: { inCluster: true } };
  const { type, tlsMode, caFile, certFile, keyFile, ...config } = storage;
  const ssl = { mode: tlsMode, caFile, certFile, keyFile };
  return { type, config: known({ ...config, ssl }) };
}

/** The map without `undefined`, at any depth. */
function known(settings: object): PlainMap {
  // A document has no undefined, which JSON drops; everything else in the settings is plain.
  return JSON.parse(JSON.stringify(settings)) as PlainMap;
}
