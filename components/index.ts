export * from "./args/adopt";
export * from "./args/availability";
export * from "./args/connections";
export * from "./args/connectors";
export * from "./args/control-plane";
export * from "./args/database";
export * from "./args/dex-document";
export * from "./args/dex-listeners";
export * from "./args/dex-sessions";
export * from "./args/dex-signer";
export * from "./args/external-secrets";
export * from "./args/gateway";
export * from "./args/identity";
export * from "./args/ingress";
export * from "./args/jobs";
export * from "./args/membership";
export * from "./args/network";
export * from "./args/place";
export * from "./args/seed";
export * from "./args/server";
export * from "./args/shared";
export * from "./args/target-groups";
export * from "./args/trust";
export * from "./args/web";
export * from "./args/workload";
export { ControlPlane } from "./control-plane/control-plane";
export { Console, type ConsoleArgs } from "./web/console";
export { Database, type DatabaseArgs } from "./database/database";
export { DexProvider } from "./dex/dex-provider";
export type { DexProviderArgs } from "./dex/dex-provider-args";
export { ExternalSecrets, type ExternalSecretsArgs } from "./external-secrets/external-secrets";
export {
  GatewayRoutes,
  type GatewayRouteArgs,
  type GatewayRoutesArgs,
} from "./entry/gateway-routes";
export { Ingress, type IngressArgs, type IngressRouteArgs } from "./entry/ingress";
export type { AdoptedServiceArgs } from "./kubernetes/adoption";
export { MembershipSeed } from "./seed/membership-seed";
export type { MembershipSeedArgs, SeedConnectionArgs } from "./seed/membership-seed-args";
export { MembershipService } from "./membership/membership-service";
export type { MembershipServiceArgs } from "./membership/membership-service-args";
export { NetworkPolicies } from "./network/network-policies";
export type {
  NetworkPodsArgs,
  NetworkPoliciesArgs,
  NetworkRuleArgs,
} from "./network/network-policies-args";
export { Portal, type PortalArgs } from "./web/portal";
export {
  TargetGroupBindings,
  type TargetGroupBindingArgs,
  type TargetGroupBindingsArgs,
} from "./entry/target-group-bindings";
export type { WebAppArgs } from "./web/web-app";
