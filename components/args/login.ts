import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";
import type { DexDocumentArgs } from "./dex-document";
import type { ServiceMonitorArgs } from "./service-monitor";
import type { WorkloadArgs } from "./workload";

/** The first local user of Dex. */
export interface DexAdminArgs {
  /**
   * Make the user, with a generated password.
   * @default false
   */
  enabled?: boolean;
  /**
   * E-mail address to log in with.
   * @default "admin@<domain>"
   */
  email?: string;
}

/** Membership's client at Dex. */
export interface MembershipClientArgs {
  /**
   * Client id.
   * @default "membership"
   */
  id?: Input<string>;
  /** Client secret. Generated when absent. */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /**
   * Scopes to ask for.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: Input<Input<string>[]>;
}

/** Settings of Dex. */
export interface DexSettingsArgs extends WorkloadArgs, DexDocumentArgs {
  /** Membership's client. */
  membershipClient?: MembershipClientArgs;
  /** Metrics for the Prometheus operator. */
  serviceMonitor?: ServiceMonitorArgs;
  /** The first local user. */
  admin?: DexAdminArgs;
}

/** An OpenID Connect provider of your own, in place of Dex. */
export interface OidcArgs {
  /**
   * URL scheme.
   * @default "https"
   */
  scheme?: Input<string>;
  /** Host name, with a port where it isn't the scheme's own. */
  host: Input<string>;
  /**
   * Path of the issuer, e.g. `/realms/formance`.
   * @default ""
   */
  path?: Input<string>;
  /** Client id of Membership at the provider. */
  clientId: Input<string>;
  /** Client secret of Membership at the provider. Either this or `clientSecretRef`. */
  clientSecret?: Input<string>;
  /** Existing Secret with the client secret. */
  clientSecretRef?: SecretKeyArgs;
  /**
   * Scopes to ask for.
   * @default ["openid", "email"]
   */
  scopes?: Input<Input<string>[]>;
  /**
   * Hand the provider over as a connector in Membership's configuration file as well, as
   * versions since June 2025 read it. The `RP_*` variables are set always.
   * @default false
   */
  connector?: boolean;
}
