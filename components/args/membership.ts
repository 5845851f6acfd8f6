// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";
import type { ObservabilityArgs, PublisherArgs } from "./connections";
import type { CronJobArgs, JobSettingsArgs, MigrationArgs } from "./jobs";
import type { SecretKeyArgs } from "./shared";
import type { WorkloadArgs } from "./workload";

/** Settings of Membership. */
export interface MembershipSettingsArgs extends MembershipServerArgs {
  /**
   * Register the public OAuth client of `fctl`.
   * @default true
   */
  fctl?: boolean;
  /** Additional OAuth clients of Membership. */
  additionalClients?: OAuthClientArgs[];
}

/** Settings of Membership's server and Jobs. */
export interface MembershipServerArgs extends WorkloadArgs {
  /**
   * Log verbosely. Variable of the image: `DEBUG`.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Development mode, which turns off TLS verification; only in test environments. Variable of the
   * image: `DEV`.
   * @default false
   */
  dev?: Input<boolean>;
  /**
   * Ask for the e-mail address first, and choose the identity provider based on it. Variable of the
   * image: `LOGIN_WITH_SSO`.
   * @default false
   */
  loginWithSso?: Input<boolean>;
  /**
   * Lifetime of access tokens, as a Go duration. Variable of the image: `TOKENS_VALIDITY_ACCESS`.
   * @default "5m"
   */
  accessTokenValidity?: Input<string>;
  /**
   * Lifetime of refresh tokens, as a Go duration. Variable of the image: `TOKENS_VALIDITY_REFRESH`.
   * @default "72h"
   */
  refreshTokenValidity?: Input<string>;
  /**
   * Login providers to write into Membership's configuration file. Versions since June 2025 read
   * them there.
   */
  connectors?: MembershipConnectorArgs[];
  /**
   * Merged last over Membership's generated configuration file: maps merge, lists replace, `null`
   * removes. The file is then kept in a Secret.
   */
  configOverrides?: Input<Inputs>;
  /** Client id and topics at NATS. */
  publisher?: PublisherArgs;
  /** Traces, metrics and logs of this service. Each field overrides the one of `observability`. */
  observability?: ObservabilityArgs;
  /**
   * Whether stacks are created in the cluster by hand or by another tool (`true`), or by agents
   * over gRPC (`false`). Variable of the image: `MANAGED_STACKS`.
   * @default true
   */
  managedStacks?: boolean;
  /**
   * Publish no events. Variable of the image: `DISABLE_EVENTS`.
   * @default true
   */
  disableEvents?: Input<boolean>;
  /** Tokens of the agents, for the gRPC port. Variable of the image: `GRPC_TOKEN`. */
  grpcTokens?: Input<string>[];
  /** Existing Secret with the tokens of the agents, separated by spaces. */
  grpcTokensSecret?: SecretKeyArgs;
  /** Modules and life cycle of new stacks. */
  stack?: StackDefaultsArgs;
  /** The Job that migrates Membership's database. */
  migration?: MigrationArgs;
  /** The Job of the wizard, with `seed.via: wizard`. */
  wizard?: JobSettingsArgs;
  /** CronJob that removes expired invitations. */
  invitationCleanup?: CronJobArgs;
  /** CronJob that removes expired tokens. */
  tokenCleanup?: CronJobArgs;
  /**
   * CronJob that warns about unused stacks, disables them and removes them; needs agents and NATS.
   */
  stackLifeCycle?: CronJobArgs;
}

/** An OAuth client of Membership. */
export interface OAuthClientArgs {
  /** Client id. */
  id: string;
  /**
   * A client that can't keep a secret, such as a command-line tool.
   * @default false
   */
  public?: boolean;
  /**
   * Client secret.
   * @default generated, unless the client is public
   */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /** Redirect URIs. */
  redirectUris?: Input<Input<string>[]>;
  /** Redirect URIs after logging out. */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /** Scopes that the client may request. */
  scopes?: Input<Input<string>[]>;
}

/** A login provider in Membership's configuration file. */
export interface MembershipConnectorArgs {
  /** Id of the connector. */
  id: Input<string>;
  /** Name on the login page. */
  name: Input<string>;
  /**
   * Type of the connector.
   * @default "generic"
   */
  type?: Input<string>;
  /** Issuer of the provider. */
  issuer: Input<string>;
  /** Client id of Membership at the provider. */
  clientId: Input<string>;
  /** Client secret of Membership at the provider. */
  clientSecret: Input<string>;
}

/** Modules and life cycle of the stacks that Membership creates. */
export interface StackDefaultsArgs {
  /**
   * Modules of every stack. Variable of the image: `STACK_MINIMAL_MODULES`.
   * @default ["Auth", "Ledger", "Gateway"]
   */
  minimalModules?: Input<Input<string>[]>;
  /**
   * Additional modules of a new stack, besides the minimal ones. Variable of the image:
   * `STACK_ADDITIONAL_DEFAULT_MODULES`.
   * @default ["Payments", "Stargate"]
   */
  additionalModules?: Input<Input<string>[]>;
  /**
   * Time from when a stack becomes disposable until it is disabled, as a Go duration. Variable of
   * the image: `STACK_DISABLE_DELAY`.
   * @default "72h"
   */
  disableDelay?: Input<string>;
  /**
   * How often to look for stacks to disable, as a Go duration. Variable of the image:
   * `STACK_DISABLE_POLLING_DELAY`.
   * @default "1m"
   */
  disablePollingDelay?: Input<string>;
  /**
   * Time from the last change of a stack until it becomes disposable, as a Go duration. Variable of
   * the image: `STACK_DISPOSABLE_DELAY`.
   * @default "360h"
   */
  disposableDelay?: Input<string>;
  /**
   * How long before a stack becomes disposable to warn its members, as a Go duration. Variable of
   * the image: `STACK_WARN_DELAY`.
   * @default "72h"
   */
  warnDelay?: Input<string>;
  /**
   * Time from the warning until the stack is removed, as a Go duration. Variable of the image:
   * `STACK_PRUNING_DELAY`.
   * @default "720h"
   */
  pruningDelay?: Input<string>;
  /**
   * How often to look for stacks to remove, as a Go duration. Variable of the image:
   * `STACK_PRUNING_POLLING_DELAY`.
   * @default "1m"
   */
  pruningPollingDelay?: Input<string>;
  /**
   * Make the lifecycle CronJob log what it would do, without doing it.
   * @default true
   */
  cycleDryRun?: Input<boolean>;
}
