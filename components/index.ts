export * from "./adopt-args";
export * from "./args";
export * from "./availability-args";
export * from "./connection-args";
export * from "./control-plane-args";
export * from "./database-settings-args";
export type { ExternalDnsArgs } from "./external-dns";
export * from "./external-secrets-args";
export * from "./gateway-settings-args";
export * from "./ingress-settings-args";
export * from "./job-args";
export * from "./login-settings-args";
export * from "./membership-settings-args";
export * from "./network-policies-args";
export * from "./network-policies-settings-args";
export * from "./place-args";
export * from "./secret-generations-args";
export * from "./seed-settings-args";
export * from "./target-group-bindings-args";
export * from "./trust-args";
export * from "./server-args";
export * from "./service-monitor-args";
export * from "./web-app-settings-args";
export * from "./workload-args";
export { ControlPlane } from "./control-plane";
export { Console, type ConsoleArgs } from "./console";
export { Database, type DatabaseArgs } from "./database";
export type { DexConnectorArgs, DexConnectorFileArgs } from "./dex-connector-args";
export type {
  DexGrpcArgs,
  DexHeadersArgs,
  DexHttpsArgs,
  DexRemoteIpArgs,
  DexTelemetryArgs,
  DexWebArgs,
} from "./dex-listeners-args";
export { DexProvider } from "./dex-provider";
export type { DexProviderArgs } from "./dex-provider-args";
export type {
  DexClientArgs,
  DexDocumentArgs,
  DexExpiryArgs,
  DexFrontendArgs,
  DexLocalUserArgs,
  DexRefreshTokensArgs,
} from "./dex-settings-args";
export { ExternalSecrets, type ExternalSecretsArgs } from "./external-secrets";
export { GatewayRoutes, type GatewayRouteArgs, type GatewayRoutesArgs } from "./gateway-routes";
export type { GatewayTlsArgs } from "./gateway-certificate";
export { Ingress, type IngressArgs, type IngressRouteArgs, type IngressTlsArgs } from "./ingress";
export type { MembershipConnectorArgs } from "./membership-config";
export { MembershipSeed } from "./membership-seed";
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
} from "./membership-seed-args";
export { MembershipService } from "./membership-service";
export type {
  LoginProviderArgs,
  MembershipServiceArgs,
  StackDefaultsArgs,
} from "./membership-service-args";
export { NetworkPolicies } from "./network-policies";
export { Portal, type PortalArgs } from "./portal";
export {
  TargetGroupBindings,
  type TargetGroupBindingArgs,
  type TargetGroupBindingsArgs,
} from "./target-group-bindings";
export type { WebAppArgs } from "./web-app";
