// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { AdoptArgs } from "./adopt";
import type { LicenceArgs, NatsArgs, ObservabilityArgs, StargateArgs } from "./connections";
import type { ControlPlaneDatabaseArgs } from "./database";
import type { ExternalSecretsSettingsArgs } from "./external-secrets";
import type { GatewaySettingsArgs } from "./gateway";
import type { DexSettingsArgs, OidcArgs } from "./identity";
import type { IngressSettingsArgs } from "./ingress";
import type { MembershipSettingsArgs } from "./membership";
import type { NetworkPoliciesSettingsArgs } from "./network";
import type { HostsArgs, ImagesArgs, SecretGenerationsArgs } from "./place";
import type { SeedSettingsArgs } from "./seed";
import type { TargetGroupBindingsSettingsArgs } from "./target-groups";
import type { TrustArgs } from "./trust";
import type { ConsoleSettingsArgs, PortalSettingsArgs } from "./web";

/** Arguments of a whole control plane. */
export interface ControlPlaneArgs {
  /**
   * Parent domain of the services' hosts.
   * @example "example.com"
   */
  domain: string;
  /**
   * Kubernetes namespace of all objects. A change replaces every object.
   * @default "formance"
   */
  namespace?: Input<string>;
  /**
   * Create the namespace.
   * @default true
   */
  createNamespace?: boolean;
  /**
   * A release of the vendor's Helm chart in the same namespace whose Services, Ingresses and target
   * group bindings the stack takes over. Addresses, load balancers and certificates stay, and no
   * pod of the release changes. Needs `kubernetes:upsertExistingObjects: true`.
   */
  adopt?: AdoptArgs;
  /** Public addresses of the services. */
  hosts?: HostsArgs;
  /** Container images. */
  images?: ImagesArgs;
  /** The Postgres server and the databases on it. */
  database: ControlPlaneDatabaseArgs;
  /** Dex, through which users log in with your identity providers. Not with `oidc`. */
  dex?: DexSettingsArgs;
  /** Your own OpenID Connect provider, instead of Dex. */
  oidc?: OidcArgs;
  /** Membership: organizations, users, regions and stacks. */
  membership?: MembershipSettingsArgs;
  /** Console, a web application. */
  console?: ConsoleSettingsArgs;
  /** Portal, a web application. */
  portal?: PortalSettingsArgs;
  /**
   * Private certificate authorities that the services trust, in addition to those in their images:
   * for the certificates of the public entry, of your own provider, and of the providers behind
   * Dex. Certificates of `tls.mode: self-signed` are trusted without it.
   */
  trust?: TrustArgs;
  /** How the pods of stacks are reached. */
  stargate?: StargateArgs;
  /**
   * Log verbosely in Membership, Console and Portal, unless their own `debug` is set.
   * @default false
   */
  debug?: Input<boolean>;
  /** NATS, for events and agents' messages. */
  nats?: NatsArgs;
  /** Licence of the enterprise edition. */
  licence?: LicenceArgs;
  /** The public entry through Ingresses. */
  ingress?: IngressSettingsArgs;
  /**
   * The public entry through routes of an existing Gateway (Gateway API).
   * @see https://gateway-api.sigs.k8s.io/
   */
  gateway?: GatewaySettingsArgs;
  /**
   * The public entry through existing AWS load balancers. The AWS Load Balancer Controller
   * registers the pods with their target groups.
   */
  targetGroupBindings?: TargetGroupBindingsSettingsArgs;
  /**
   * Secrets that the External Secrets operator fills from a store. Settings such as
   * `passwordSecret` refer to them by name.
   */
  externalSecrets?: ExternalSecretsSettingsArgs;
  /** NetworkPolicies, which limit the connections to and from the pods. */
  networkPolicies?: NetworkPoliciesSettingsArgs;
  /** First users, organizations, regions and stacks in Membership's database. */
  seed?: SeedSettingsArgs;
  /** Traces, metrics and logs of all services. */
  observability?: ObservabilityArgs;
  /**
   * Generation numbers of the generated secrets. A higher number generates a new value and restarts
   * the pods that read it.
   */
  secretGenerations?: SecretGenerationsArgs;
  /**
   * Pod Security level that the created namespace enforces. `baseline` allows pods that run as root
   * or with capabilities; `privileged` allows a pod to take over its node. The level itself doesn't
   * relax any pod; it allows security contexts that do. `restricted`, `baseline` or `privileged`.
   * @default "restricted"
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  podSecurity?: Input<string>;
  /**
   * Protect managed databases and their roles, which can't be recreated, from deletion and
   * replacement. While it is on, `pulumi destroy` fails.
   * @default false
   */
  protect?: boolean;
}
