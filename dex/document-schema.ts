import * as z from "zod";
import { connectorDefinitions, connectorTypes, type ConnectorType } from "./connectors/types";

const text = z.string();
const texts = z.array(text);
const flag = z.boolean();
const count = z.int().min(0);
const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, "is not a duration. Write it like 30s, 5m or 24h.");
const tlsVersion = z.enum(["1.2", "1.3"]);

const databaseTls = z
  .strictObject({ mode: text, caFile: text, keyFile: text, certFile: text })
  .partial();

const networkDatabase = z
  .strictObject({
    host: text,
    port: z.int().min(1).max(65535),
    database: text,
    user: text,
    password: text,
    connectionTimeout: count,
    maxOpenConns: count,
    maxIdleConns: count,
    connMaxLifetime: count,
    ssl: databaseTls,
  })
  .partial();

const storage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("postgres"), config: networkDatabase }),
  z.strictObject({ type: z.literal("mysql"), config: networkDatabase }),
  z.strictObject({ type: z.literal("sqlite3"), config: z.strictObject({ file: text }) }),
  z.strictObject({ type: z.literal("memory"), config: z.strictObject({}).optional() }),
  z.strictObject({
    type: z.literal("kubernetes"),
    config: z.strictObject({ inCluster: flag, kubeConfigFile: text }).partial(),
  }),
  z.strictObject({
    type: z.literal("etcd"),
    config: z
      .strictObject({
        endpoints: texts,
        namespace: text,
        username: text,
        password: text,
        ssl: z
          .strictObject({ serverName: text, caFile: text, keyFile: text, certFile: text })
          .partial(),
      })
      .partial(),
  }),
]);

const web = z
  .strictObject({
    http: text,
    https: text,
    headers: z
      .strictObject({
        "Content-Security-Policy": text,
        "X-Frame-Options": text,
        "X-Content-Type-Options": text,
        "X-XSS-Protection": text,
        "Strict-Transport-Security": text,
      })
      .partial(),
    tlsCert: text,
    tlsKey: text,
    tlsMinVersion: tlsVersion,
    tlsMaxVersion: tlsVersion,
    allowedOrigins: texts,
    allowedHeaders: texts,
    clientRemoteIP: z.strictObject({ header: text, trustedProxies: texts }).partial(),
  })
  .partial();

const grpc = z
  .strictObject({
    addr: text,
    tlsCert: text,
    tlsKey: text,
    tlsClientCA: text,
    tlsMinVersion: tlsVersion,
    tlsMaxVersion: tlsVersion,
    reflection: flag,
  })
  .partial()
  .refine((given) => given.addr !== undefined || Object.keys(given).length === 0, {
    message: "needs addr, the address to listen on.",
  })
  .refine((given) => (given.tlsCert === undefined) === (given.tlsKey === undefined), {
    message: "needs tlsCert and tlsKey. Set both or neither.",
  });

const oauth2 = z
  .strictObject({
    grantTypes: texts,
    responseTypes: z.array(z.enum(["code", "token", "id_token"])),
    skipApprovalScreen: flag,
    alwaysShowLoginScreen: flag,
    passwordConnector: text,
  })
  .partial();

const expiry = z
  .strictObject({
    signingKeys: duration,
    idTokens: duration,
    authRequests: duration,
    deviceRequests: duration,
    refreshTokens: z
      .strictObject({
        disableRotation: flag,
        reuseInterval: duration,
        absoluteLifetime: duration,
        validIfNotUsedFor: duration,
      })
      .partial(),
  })
  .partial();

const frontend = z
  .strictObject({
    dir: text,
    logoURL: text,
    issuer: text,
    theme: text,
    extra: z.record(text, text),
  })
  .partial();

const client = z
  .strictObject({
    id: text.optional(),
    idEnv: text.optional(),
    secret: text.optional(),
    secretEnv: text.optional(),
    redirectURIs: texts.optional(),
    trustedPeers: texts.optional(),
    public: flag.optional(),
    name: text,
    logoURL: text.optional(),
  })
  .refine((given) => given.id !== undefined || given.idEnv !== undefined, {
    message: "needs an id.",
  })
  .refine(
    (given) => given.public === true || given.secret !== undefined || given.secretEnv !== undefined,
    { message: "needs a secret, or public: true." },
  );

const password = z
  .strictObject({
    email: text,
    hash: text.optional(),
    hashFromEnv: text.optional(),
    username: text,
    userID: text,
    // Upstream Dex ignores it; Formance's own document has it.
    role: text.optional(),
  })
  .refine((given) => given.hash !== undefined || given.hashFromEnv !== undefined, {
    message: "needs a hash.",
  });

function connector<Type extends ConnectorType>(type: Type) {
  const settings = connectorDefinitions[type].settings;
  return z.strictObject({
    type: z.literal(type),
    id: text,
    name: text,
    config: settings.safeParse({}).success ? settings.optional() : settings,
  });
}

const [firstType = "oidc", ...otherTypes] = connectorTypes;
const connectors = z.array(
  z.discriminatedUnion("type", [
    connector(firstType),
    ...otherTypes.map((type) => connector(type)),
  ]),
);

/**
 * Dex's whole configuration file as Dex 2.44 reads it: every key, and no other. Dex itself passes
 * over a key that it doesn't know, so a slip would go unnoticed.
 */
export const dexDocumentSchema = z
  .strictObject({
    issuer: text,
    storage,
    web: web.optional(),
    telemetry: z.strictObject({ http: text, enableProfiling: flag }).partial().optional(),
    oauth2: oauth2.optional(),
    grpc: grpc.optional(),
    expiry: expiry.optional(),
    logger: z
      .strictObject({ level: text, format: z.enum(["json", "text"]) })
      .partial()
      .optional(),
    frontend: frontend.optional(),
    connectors: connectors.optional(),
    staticClients: z.array(client).optional(),
    enablePasswordDB: flag.optional(),
    staticPasswords: z.array(password).optional(),
  })
  .refine(
    (given) => given.enablePasswordDB === true || (given.staticPasswords ?? []).length === 0,
    {
      path: ["enablePasswordDB"],
      message: "must be true with local users: Dex refuses them otherwise. Set it to true.",
    },
  );
