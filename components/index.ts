export * from "./args";
export * from "./control-plane-args";
export { ControlPlane } from "./control-plane";
export { Console, type ConsoleArgs } from "./console";
export { Database, type DatabaseArgs } from "./database";
export {
  DexProvider,
  type DexConnectorArgs,
  type DexLocalUserArgs,
  type DexProviderArgs,
} from "./dex-provider";
export { Ingress, type IngressArgs, type IngressRouteArgs, type IngressTlsArgs } from "./ingress";
export type { MembershipConnectorArgs } from "./membership-config";
export {
  MembershipSeed,
  type MembershipSeedArgs,
  type SeedConnectionArgs,
  type SeedMemberArgs,
  type SeedOrganizationArgs,
  type SeedRegionArgs,
  type SeedStackArgs,
  type SeedUserArgs,
} from "./membership-seed";
export {
  MembershipService,
  type CronJobArgs,
  type LoginProviderArgs,
  type MembershipServiceArgs,
  type StackDefaultsArgs,
} from "./membership-service";
export { Portal, type PortalArgs } from "./portal";
export type { WebAppArgs } from "./web-app";
