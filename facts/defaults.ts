// Generated from config/areas/ by `npm run generate`. Change it there.

export const addressDefaults = { scheme: "https" } as const;
export const hostsDefaults = {
  dex: { ...addressDefaults, path: "" },
  membership: addressDefaults,
  console: addressDefaults,
  portal: addressDefaults,
} as const;
export const imagesDefaults = {
  registry: "ghcr.io/formancehq",
  pullPolicy: "IfNotPresent",
  dex: { repository: "dex", tag: "v2.0.0" },
  membership: { repository: "membership", tag: "v2.5.0" },
  console: { repository: "console-v3", tag: "v2.6.2" },
  portal: { repository: "portal", tag: "v2.6.2" },
} as const;
export const databaseAdminDefaults = {
  user: "postgres",
  database: "postgres",
  superuser: true,
} as const;
export const controlPlaneDatabaseDefaults = {
  managed: false,
  port: 5432,
  tlsMode: "verify-full",
  allowInsecure: false,
  iam: false,
  admin: databaseAdminDefaults,
  takeUp: false,
  membership: { database: "membership", user: "membership" },
  dex: { database: "dex", user: "dex" },
  console: { database: "console", user: "console" },
  portal: { database: "portal", user: "portal" },
  mode: "existing",
} as const;
export const dexRefreshTokensDefaults = { disableRotation: false } as const;
export const dexExpiryDefaults = {
  idTokens: "24h",
  signingKeys: "6h",
  authRequests: "24h",
  deviceRequests: "5m",
  refreshTokens: dexRefreshTokensDefaults,
} as const;
export const dexLocalSignerDefaults = { keysRotationPeriod: "6h", algorithm: "RS256" } as const;
export const dexSignerDefaults = { local: dexLocalSignerDefaults } as const;
export const dexSessionsDefaults = {
  cookieName: "dex_session",
  absoluteLifetime: "24h",
  validIfNotUsedFor: "1h",
  rememberMeCheckedByDefault: true,
  ssoSharedWithDefault: "none",
} as const;
export const dexFrontendDefaults = { issuer: "dex", theme: "light" } as const;
export const dexHttpsDefaults = { minVersion: "1.2" } as const;
export const dexWebDefaults = { https: dexHttpsDefaults } as const;
export const dexTelemetryDefaults = { profiling: false } as const;
export const dexGrpcDefaults = { minVersion: "1.2", reflection: false } as const;
export const dexDocumentDefaults = {
  version: "2.44",
  allowUnknownKeys: false,
  storageType: "postgres",
  skipApprovalScreen: true,
  alwaysShowLoginScreen: false,
  expiry: dexExpiryDefaults,
  signer: dexSignerDefaults,
  sessions: dexSessionsDefaults,
  frontend: dexFrontendDefaults,
  logLevel: "info",
  web: dexWebDefaults,
  telemetry: dexTelemetryDefaults,
  grpc: dexGrpcDefaults,
} as const;
export const podDefaults = { readOnlyRootFilesystem: true } as const;
export const autoscalingDefaults = { minReplicas: 2, targetCpuUtilization: 80 } as const;
export const workloadServiceDefaults = {
  type: "ClusterIP",
  externalTrafficPolicy: "Cluster",
} as const;
export const probeTimingDefaults = { initialDelaySeconds: 0 } as const;
export const probesDefaults = {
  startup: { ...probeTimingDefaults, periodSeconds: 3, timeoutSeconds: 3, failureThreshold: 60 },
  readiness: { ...probeTimingDefaults, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  liveness: { ...probeTimingDefaults, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
} as const;
export const workloadDefaults = {
  ...podDefaults,
  replicas: 1,
  autoscaling: autoscalingDefaults,
  service: workloadServiceDefaults,
  probes: probesDefaults,
  terminationGracePeriodSeconds: 30,
  preStopSeconds: 5,
} as const;
export const dexAdminDefaults = { enabled: false } as const;
export const membershipClientDefaults = {
  id: "membership",
  scopes: ["openid", "email", "federated:id"],
} as const;
export const serviceMonitorDefaults = { enabled: false, interval: "30s" } as const;
export const dexDefaults = {
  ...dexDocumentDefaults,
  ...workloadDefaults,
  admin: dexAdminDefaults,
  membershipClient: membershipClientDefaults,
  serviceMonitor: serviceMonitorDefaults,
} as const;
export const dexLocalUserDefaults = { emailVerified: true } as const;
export const dexClientDefaults = { public: false, refreshTokenLifetime: "standalone" } as const;
export const dexWebAuthnDefaults = { attestationPreference: "indirect" } as const;
export const dexAuthenticatorDefaults = { webAuthn: dexWebAuthnDefaults } as const;
export const tolerationDefaults = { operator: "Equal" } as const;
export const oidcDefaults = {
  scheme: "https",
  path: "",
  scopes: ["openid", "email", "federated:id"],
  connector: false,
} as const;
export const otlpDefaults = {
  enabled: false,
  port: 4317,
  mode: "grpc",
  exporter: "otlp",
  insecure: true,
} as const;
export const logsDefaults = { enabled: true, level: "info", format: "json" } as const;
export const observabilityDefaults = {
  traces: { ...otlpDefaults, endpoint: "localhost", batch: false },
  metrics: otlpDefaults,
  logs: logsDefaults,
} as const;
export const stackDefaults = {
  minimalModules: ["Auth", "Ledger", "Gateway"],
  additionalModules: ["Payments", "Stargate"],
  disableDelay: "72h",
  disablePollingDelay: "1m",
  disposableDelay: "360h",
  warnDelay: "72h",
  pruningDelay: "720h",
  pruningPollingDelay: "1m",
  cycleDryRun: true,
} as const;
export const migrationDefaults = { enabled: true } as const;
export const cronJobDefaults = {
  suspend: false,
  concurrencyPolicy: "Forbid",
  startingDeadlineSeconds: 200,
  restartPolicy: "Never",
} as const;
export const membershipServerDefaults = {
  ...workloadDefaults,
  debug: false,
  dev: false,
  loginWithSso: false,
  accessTokenValidity: "5m",
  refreshTokenValidity: "72h",
  publisher: { clientId: "membership", topicMapping: "membership" },
  observability: observabilityDefaults,
  managedStacks: true,
  disableEvents: true,
  stack: stackDefaults,
  migration: migrationDefaults,
  invitationCleanup: { ...cronJobDefaults, enabled: true, schedule: "0/30 * * * *" },
  tokenCleanup: { ...cronJobDefaults, enabled: false, schedule: "0 0 * * *" },
  stackLifeCycle: { ...cronJobDefaults, enabled: false, schedule: "*/30 * * * *" },
} as const;
export const membershipDefaults = { ...membershipServerDefaults, fctl: true } as const;
export const oAuthClientDefaults = { public: false } as const;
export const membershipConnectorDefaults = { type: "generic" } as const;
export const webMigrationDefaults = { ...migrationDefaults } as const;
export const webServerDefaults = {
  ...workloadDefaults,
  debug: false,
  managedStack: true,
  nodeEnv: "production",
  observability: observabilityDefaults,
  migration: webMigrationDefaults,
} as const;
export const appClientDefaults = {
  scopes: ["accesses", "remember_me", "keep_refresh_token", "on_behalf"],
} as const;
export const webAppDefaults = {
  ...webServerDefaults,
  enabled: true,
  oauthClient: appClientDefaults,
} as const;
export const consoleDefaults = {
  ...webAppDefaults,
  oauthClient: { ...appClientDefaults, id: "console-v3" },
  featuresDisabled: ["sessions"],
  publisher: { clientId: "console-v3", topicMapping: "console-v3" },
} as const;
export const portalDefaults = {
  ...webAppDefaults,
  oauthClient: { ...appClientDefaults, id: "portal" },
  featuresDisabled: ["notifications", "sessions"],
  publisher: { clientId: "portal", topicMapping: "portal" },
} as const;
export const stargateDefaults = {
  disableTls: false,
  stackApiUrl: "http://gateway.#{organizationId}-#{stackId}.svc:8080/api",
} as const;
export const natsDefaults = { jetstreamReplicas: 1 } as const;
export const licenceDefaults = {
  enabled: true,
  issuer: "https://license.formance.cloud/keys",
} as const;
export const externalDnsDefaults = { publish: true } as const;
export const ingressTlsDefaults = { issuerKind: "ClusterIssuer" } as const;
export const ingressCommonDefaults = {
  externalDns: externalDnsDefaults,
  waitForLoadBalancer: true,
  tls: ingressTlsDefaults,
} as const;
export const ingressServicesDefaults = {
  dex: { enabled: true },
  membership: { enabled: true },
  console: { enabled: true },
  portal: { enabled: true },
  grpc: { enabled: false },
} as const;
export const ingressDefaults = {
  ...ingressCommonDefaults,
  services: ingressServicesDefaults,
} as const;
export const gatewayTlsDefaults = { issuerKind: "ClusterIssuer" } as const;
export const gatewayCommonDefaults = {
  externalDns: externalDnsDefaults,
  mustExist: true,
  waitForAcceptance: true,
  tls: gatewayTlsDefaults,
} as const;
export const gatewayServicesDefaults = {
  dex: { enabled: true },
  membership: { enabled: true },
  console: { enabled: true },
  portal: { enabled: true },
  grpc: { enabled: false },
} as const;
export const gatewayDefaults = {
  ...gatewayCommonDefaults,
  services: gatewayServicesDefaults,
} as const;
export const targetGroupDefaults = { targetType: "ip", ipAddressType: "ipv4" } as const;
export const targetGroupBindingsDefaults = {
  dex: targetGroupDefaults,
  membership: targetGroupDefaults,
  console: targetGroupDefaults,
  portal: targetGroupDefaults,
  grpc: targetGroupDefaults,
} as const;
export const secretStoreDefaults = { kind: "ClusterSecretStore" } as const;
export const externalSecretsDefaults = {
  store: secretStoreDefaults,
  refreshInterval: "1h",
  waitForSecrets: true,
} as const;
export const externalSecretDefaults = { type: "Opaque" } as const;
export const externalSecretDataDefaults = { decodingStrategy: "None" } as const;
export const networkPoliciesDefaults = { enabled: true } as const;
export const networkPortsDefaults = { protocols: ["TCP"] } as const;
export const networkExtraRuleDefaults = { ...networkPortsDefaults } as const;
export const seedContentDefaults = {
  via: "database",
  schema: "membership",
  waitForMigrationsSeconds: 300,
  prune: "never",
  drift: "restore",
} as const;
export const seedDefaults = { ...seedContentDefaults } as const;
export const secretGenerationsDefaults = {
  dexClient: 1,
  dexAdmin: 1,
  dexSessions: 1,
  consoleClient: 1,
  portalClient: 1,
  consoleCookie: 1,
  portalCookie: 1,
  database: 1,
  stackClients: 1,
  selfSigned: 1,
} as const;
export const databaseConnectionDefaults = {
  port: 5432,
  iam: false,
  tlsMode: "verify-full",
  allowInsecure: false,
} as const;
export const loginProviderDefaults = {
  clientId: "membership",
  scopes: ["openid", "email", "federated:id"],
} as const;
export const defaults = {
  namespace: "formance",
  createNamespace: true,
  hosts: hostsDefaults,
  images: imagesDefaults,
  database: controlPlaneDatabaseDefaults,
  dex: dexDefaults,
  oidc: oidcDefaults,
  membership: membershipDefaults,
  console: consoleDefaults,
  portal: portalDefaults,
  stargate: stargateDefaults,
  debug: false,
  nats: natsDefaults,
  licence: licenceDefaults,
  ingress: ingressDefaults,
  gateway: gatewayDefaults,
  targetGroupBindings: targetGroupBindingsDefaults,
  externalSecrets: externalSecretsDefaults,
  networkPolicies: networkPoliciesDefaults,
  seed: seedDefaults,
  observability: observabilityDefaults,
  secretGenerations: secretGenerationsDefaults,
  podSecurity: "restricted",
  protect: false,
  environment: "production",
  name: "formance",
  preflight: "kinds",
} as const;
