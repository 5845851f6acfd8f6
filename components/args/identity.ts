// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { DexDocumentArgs } from "./dex-document";
import type { ServiceMonitorArgs } from "./server";
import type { SecretKeyArgs } from "./shared";
import type { WorkloadArgs } from "./workload";

/** Settings of Dex. */
export interface DexSettingsArgs extends DexDocumentArgs, WorkloadArgs {
  /** The first local user, an administrator. */
  admin?: DexAdminArgs;
  /** Membership's client at Dex. */
  membershipClient?: MembershipClientArgs;
  /** ServiceMonitor for the Prometheus operator. */
  serviceMonitor?: ServiceMonitorArgs;
}

/** The first local user of Dex. */
export interface DexAdminArgs {
  /**
   * Create the user, with a generated password.
   * @default false
   */
  enabled?: boolean;
  /**
   * E-mail address to log in with.
   * @default `admin@<domain>`
   */
  email?: string;
}

/** Membership's client at Dex. */
export interface MembershipClientArgs {
  /**
   * Client id. Variable of the image: `RP_CLIENT_ID`.
   * @default "membership"
   */
  id?: Input<string>;
  /**
   * Client secret. Variable of the image: `RP_CLIENT_SECRET`.
   * @default generated
   */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /**
   * Scopes to request. Variable of the image: `RP_SCOPES`.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: Input<Input<string>[]>;
}

/** Your own OpenID Connect provider, instead of Dex. */
export interface OidcArgs {
  /**
   * URL scheme; `http` only in test environments. `https` or `http`.
   * @default "https"
   */
  scheme?: Input<string>;
  /**
   * Host name of the provider, with the port if it isn't the scheme's default. Variable of the
   * image: `RP_ISSUER`.
   * @example "id.example.com"
   */
  host: Input<string>;
  /**
   * Path of the issuer. It ends with a slash if the provider's issuer does.
   * @default ""
   * @example "/realms/formance"
   */
  path?: Input<string>;
  /** Client id of Membership at the provider. Variable of the image: `RP_CLIENT_ID`. */
  clientId: Input<string>;
  /**
   * Client secret of Membership at the provider. Set this or `clientSecretRef`. Variable of the
   * image: `RP_CLIENT_SECRET`.
   */
  clientSecret?: Input<string>;
  /** Existing Secret with the client secret. */
  clientSecretRef?: SecretKeyArgs;
  /**
   * Scopes to request. Leave out `federated:id` if the provider refuses it, as Keycloak does.
   * Variable of the image: `RP_SCOPES`.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: Input<Input<string>[]>;
  /**
   * Also write the provider into Membership's configuration file as a connector. Versions since
   * June 2025 read it there.
   * @default false
   */
  connector?: boolean;
}

/** The provider that Membership logs users in with: Dex, or your own. */
export interface LoginProviderArgs {
  /** Issuer, exactly as the provider states it. Variable of the image: `RP_ISSUER`. */
  issuer: Input<string>;
  /**
   * Client id of Membership at the provider. Variable of the image: `RP_CLIENT_ID`.
   * @default "membership"
   */
  clientId?: Input<string>;
  /**
   * Client secret of Membership at the provider. Set this or `clientSecretRef`. Variable of the
   * image: `RP_CLIENT_SECRET`.
   */
  clientSecret?: Input<string>;
  /** Existing Secret with the client secret. */
  clientSecretRef?: SecretKeyArgs;
  /**
   * Scopes to request. Variable of the image: `RP_SCOPES`.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: Input<Input<string>[]>;
}
