import type { Input } from "@pulumi/pulumi";
import type { AdoptArgs } from "./adopt-args";
import type { LicenceArgs, NatsArgs, ObservabilityArgs, StargateArgs } from "./connection-args";
import type { ControlPlaneDatabaseArgs } from "./database-settings-args";
import type { ExternalSecretsSettingsArgs } from "./external-secrets-args";
import type { GatewaySettingsArgs } from "./gateway-settings-args";
import type { IngressSettingsArgs } from "./ingress-settings-args";
import type { DexSettingsArgs, OidcArgs } from "./login-settings-args";
import type { MembershipSettingsArgs } from "./membership-settings-args";
import type { NetworkPoliciesSettingsArgs } from "./network-policies-settings-args";
import type { HostsArgs, ImagesArgs } from "./place-args";
import type { SecretGenerationsArgs } from "./secret-generations-args";
import type { SeedSettingsArgs } from "./seed-settings-args";
import type { TargetGroupBindingsSettingsArgs } from "./target-group-bindings-args";
import type { TrustArgs } from "./trust-args";
import type { ConsoleSettingsArgs, PortalSettingsArgs } from "./web-app-settings-args";

/** Arguments of a whole control plane. */
export interface ControlPlaneArgs {
  /** Domain below which the services get their hosts, e.g. `example.com`. */
  domain: string;
  /**
   * Kubernetes namespace.
   * @default "formance"
   */
  namespace?: Input<string>;
  /**
   * Make the namespace.
   * @default true
   */
  createNamespace?: boolean;
  /** The Helm release whose public entry and Services become the control plane's. */
  adopt?: AdoptArgs;
  /** Public addresses. */
  hosts?: HostsArgs;
  /** Container images. */
  images?: ImagesArgs;
  /** Databases. */
  database: ControlPlaneDatabaseArgs;
  /** Dex. Not together with `oidc`. */
  dex?: DexSettingsArgs;
  /** Your own OpenID Connect provider, in place of Dex. */
  oidc?: OidcArgs;
  /** Membership. */
  membership?: MembershipSettingsArgs;
  /** Console. */
  console?: ConsoleSettingsArgs;
  /** Portal. */
  portal?: PortalSettingsArgs;
  /** Private authorities of certificates that the services trust. */
  trust?: TrustArgs;
  /** Reach of the stacks. */
  stargate?: StargateArgs;
  /**
   * Verbose logs of Membership, Console and Portal, where they say nothing else.
   * @default false
   */
  debug?: Input<boolean>;
  /** Events and agents over NATS. */
  nats?: NatsArgs;
  /** Licence of the enterprise edition. */
  licence?: LicenceArgs;
  /** Public entry by Ingresses. */
  ingress?: IngressSettingsArgs;
  /** Public entry by routes of an existing Gateway of the Gateway API. */
  gateway?: GatewaySettingsArgs;
  /** Public entry by AWS load balancers that are made elsewhere. */
  targetGroupBindings?: TargetGroupBindingsSettingsArgs;
  /** Secrets that the External Secrets operator fills from a store. */
  externalSecrets?: ExternalSecretsSettingsArgs;
  /** What the pods may be asked over the network, and may ask. */
  networkPolicies?: NetworkPoliciesSettingsArgs;
  /** First contents of Membership. */
  seed?: SeedSettingsArgs;
  /** Traces, metrics and logs. */
  observability?: ObservabilityArgs;
  /** Generation numbers of generated secrets. */
  secretGenerations?: SecretGenerationsArgs;
  /**
   * Pod Security level that the namespace enforces, where it is made: `restricted`, `baseline`
   * (loses: no root, no capabilities, seccomp) or `privileged` (loses all: a pod may take over its
   * node). It loosens no pod by itself.
   * @default "restricted"
   */
  podSecurity?: Input<string>;
  /**
   * Protect what can't be made again (managed databases and their roles) from deletion and
   * replacement.
   * @default false
   */
  protect?: boolean;
}
