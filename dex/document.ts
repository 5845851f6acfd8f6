import { deepMerge, type PlainMap } from "./merge";

/** Dex's storage in Postgres. */
export interface DexStorage {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Absent when the pod gets it by `PGPASSWORD`. */
  readonly password?: string | undefined;
  /** `verify-full`, `verify-ca`, `require` or `disable`. */
  readonly tlsMode: string;
  /** Path of the authority's PEM in the pod. */
  readonly caFile?: string | undefined;
}

/** A client application of Dex. */
export interface DexClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly redirectURIs: readonly string[];
}

/** A user of Dex's own password database. */
export interface DexUser {
  readonly email: string;
  /** bcrypt hash of the password, cost 10 or more. */
  readonly hash: string;
  readonly username: string;
  /** Stable id; Membership knows the user by it. */
  readonly userID: string;
}

/** An identity provider behind Dex. */
export interface DexConnector {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly config: PlainMap;
}

/** What the generated document is made of. */
export interface DexSettings {
  readonly issuer: string;
  readonly storage: DexStorage;
  readonly clients: readonly DexClient[];
  readonly users: readonly DexUser[];
  readonly connectors: readonly DexConnector[];
  readonly skipApprovalScreen: boolean;
  readonly overrides?: PlainMap | undefined;
}

/**
 * Dex's whole configuration file. `enablePasswordDB` follows from the users: Dex refuses users
 * without it, and asks for a password nobody has when it is on without users.
 */
export function dexDocument(settings: DexSettings): PlainMap {
  const { storage, users, connectors } = settings;
  const document: PlainMap = {
    issuer: settings.issuer,
    logger: { format: "json" },
    storage: {
      type: "postgres",
      config: {
        host: storage.host,
        port: storage.port,
        database: storage.database,
        user: storage.user,
        ...(storage.password === undefined ? {} : { password: storage.password }),
        ssl: {
          mode: storage.tlsMode,
          ...(storage.caFile === undefined ? {} : { caFile: storage.caFile }),
        },
      },
    },
    oauth2: {
      skipApprovalScreen: settings.skipApprovalScreen,
      responseTypes: ["code", "token", "id_token"],
    },
    enablePasswordDB: users.length > 0,
    staticClients: settings.clients.map((client) => ({
      id: client.id,
      name: client.name,
      secret: client.secret,
      redirectURIs: [...client.redirectURIs],
    })),
    ...(users.length === 0 ? {} : { staticPasswords: users.map((user) => ({ ...user })) }),
    ...(connectors.length === 0
      ? {}
      : { connectors: connectors.map((connector) => ({ ...connector })) }),
  };
  return settings.overrides === undefined ? document : deepMerge(document, settings.overrides);
}
