import type { Input } from "@pulumi/pulumi";
import type { AdoptArgs } from "./adopt";
import type { LicenceArgs, NatsArgs, ObservabilityArgs, StargateArgs } from "./connections";
import type { ControlPlaneDatabaseArgs } from "./database";
import type { ExternalSecretsSettingsArgs } from "./external-secrets";
import type { GatewaySettingsArgs } from "./gateway";
import type { IngressSettingsArgs } from "./ingress";
import type { DexSettingsArgs, OidcArgs } from "./login";
import type { MembershipSettingsArgs } from "./membership";
import type { NetworkPoliciesSettingsArgs } from "./network-policies";
import type { HostsArgs, ImagesArgs } from "./place";
import type { SecretGenerationsArgs } from "./secret-generations";
import type { SeedSettingsArgs } from "./seed";
import type { TargetGroupBindingsSettingsArgs } from "./target-group-bindings";
import type { TrustArgs } from "./trust";
import type { ConsoleSettingsArgs, PortalSettingsArgs } from "./web";

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
