export * from "./args/adopt";
export * from "./args/shared";
export * from "./args/availability";
export * from "./args/connections";
export * from "./args/control-plane";
export * from "./args/database";
export type { ExternalDnsArgs } from "./entry/external-dns";
export * from "./args/external-secrets";
export * from "./args/gateway";
export * from "./args/ingress";
export * from "./args/jobs";
export * from "./args/login";
export * from "./args/membership";
export * from "./args/network";
export * from "./args/network-policies";
export * from "./args/place";
export * from "./args/secret-generations";
export * from "./args/seed";
export * from "./args/target-group-bindings";
export * from "./args/trust";
export * from "./args/server";
export * from "./args/service-monitor";
export * from "./args/web";
export * from "./args/workload";
export { ControlPlane } from "./control-plane/control-plane";
export { Console, type ConsoleArgs } from "./web/console";
export { Database, type DatabaseArgs } from "./database/database";
export type { DexConnectorArgs, DexConnectorFileArgs } from "./args/dex-connector";
export type {
  DexGrpcArgs,
  DexHeadersArgs,
  DexHttpsArgs,
  DexRemoteIpArgs,
  DexTelemetryArgs,
  DexWebArgs,
} from "./args/dex-listeners";
export { DexProvider } from "./dex/dex-provider";
export type { DexProviderArgs } from "./dex/dex-provider-args";
export type {
  DexClientArgs,
  DexDocumentArgs,
  DexExpiryArgs,
  DexFrontendArgs,
  DexLocalUserArgs,
  DexRefreshTokensArgs,
} from "./args/dex-document";
export { ExternalSecrets, type ExternalSecretsArgs } from "./external-secrets/external-secrets";
export {
  GatewayRoutes,
  type GatewayRouteArgs,
  type GatewayRoutesArgs,
} from "./entry/gateway-routes";
export type { GatewayTlsArgs } from "./entry/gateway-certificate";
export {
  Ingress,
  type IngressArgs,
  type IngressRouteArgs,
  type IngressTlsArgs,
} from "./entry/ingress";
export type { MembershipConnectorArgs } from "./membership/config-file";
export { MembershipSeed } from "./seed/membership-seed";
export type {
  MembershipSeedArgs,
  SeedConnectionArgs,
  SeedMemberArgs,
  SeedOrganizationArgs,
  SeedPortForwardArgs,
  SeedRegionArgs,
  SeedStackArgs,
  SeedUserArgs,
  SeedVersionSetArgs,
} from "./seed/membership-seed-args";
export { MembershipService } from "./membership/membership-service";
export type {
  LoginProviderArgs,
  MembershipServiceArgs,
  StackDefaultsArgs,
} from "./membership/membership-service-args";
export { NetworkPolicies } from "./network/network-policies";
export { Portal, type PortalArgs } from "./web/portal";
export {
  TargetGroupBindings,
  type TargetGroupBindingArgs,
  type TargetGroupBindingsArgs,
} from "./entry/target-group-bindings";
export type { WebAppArgs } from "./web/web-app";
