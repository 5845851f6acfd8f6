import type { Input, Inputs } from "@pulumi/pulumi";
import type { OAuthClientArgs, SecretKeyArgs } from "./shared";
import type { ObservabilityArgs, PublisherArgs } from "./connections";
import type { CronJobArgs, JobSettingsArgs, MigrationArgs } from "./jobs";
import type { MembershipConnectorArgs } from "../membership/config-file";
import type { StackDefaultsArgs } from "../membership/membership-service-args";
import type { WorkloadArgs } from "./workload";

/** Settings of Membership. */
export interface MembershipSettingsArgs extends WorkloadArgs {
  /**
   * Verbose logs.
   * @default that of the control plane
   */
  debug?: Input<boolean>;
  /**
   * Development mode; it switches the verification of TLS off.
   * @default false
   */
  dev?: Input<boolean>;
  /**
   * Ask for the e-mail address first and choose the provider by it.
   * @default false
   */
  loginWithSso?: Input<boolean>;
  /**
   * Life of an access token, as a Go duration.
   * @default "5m"
   */
  accessTokenValidity?: Input<string>;
  /**
   * Life of a refresh token, as a Go duration.
   * @default "72h"
   */
  refreshTokenValidity?: Input<string>;
  /**
   * Register the public client of the command line `fctl`.
   * @default true
   */
  fctl?: boolean;
  /** Login providers to write into the configuration file, as newer versions read them. */
  connectors?: MembershipConnectorArgs[];
  /**
   * Merged last over the generated configuration file, which then is a Secret: maps merge, arrays
   * replace, `null` removes.
   */
  configOverrides?: Input<Inputs>;
  /** Name and topics at NATS. */
  publisher?: PublisherArgs;
  /** Traces, metrics and logs, where they differ from those of all services. */
  observability?: ObservabilityArgs;
  /** Further OAuth clients. */
  additionalClients?: OAuthClientArgs[];
  /**
   * The operator's resources are written by hand or by another tool; false: by agents over gRPC.
   * @default true
   */
  managedStacks?: boolean;
  /**
   * Publish no events.
   * @default true
   */
  disableEvents?: Input<boolean>;
  /** Tokens of agents, for the gRPC port. */
  grpcTokens?: Input<string>[];
  /** Existing Secret with the tokens of agents, separated by spaces. */
  grpcTokensSecret?: SecretKeyArgs;
  /** Modules and life cycle of new stacks. */
  stack?: StackDefaultsArgs;
  /** The Job that brings the tables up to date. */
  migration?: MigrationArgs;
  /** The Job of the wizard, with `seed.via` `wizard`. */
  wizard?: JobSettingsArgs;
  /** Removal of expired invitations; on by default. */
  invitationCleanup?: CronJobArgs;
  /** Removal of expired tokens; off by default. */
  tokenCleanup?: CronJobArgs;
  /** Life cycle of stacks; off by default, and only with agents. */
  stackLifeCycle?: CronJobArgs;
}
