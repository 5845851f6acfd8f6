import type * as pulumi from "@pulumi/pulumi";
import type { AdoptedServiceArgs } from "../args/adopt";
import type {
  ContainerImageArgs,
  DatabaseConnectionArgs,
  OAuthClientArgs,
  SecretKeyArgs,
} from "../args/shared";
import type { LicenceArgs, NatsArgs, ObservabilityArgs, PublisherArgs } from "../args/connections";
import type { CronJobArgs, JobSettingsArgs, MigrationArgs } from "../args/jobs";
import type { WorkloadArgs } from "../args/workload";
import type { MembershipConnectorArgs } from "./config-file";
import type { TrustArgs } from "../args/trust";

/** Modules and life cycle of the stacks that Membership makes. Delays are Go durations. */
export interface StackDefaultsArgs {
  /**
   * Modules of every stack.
   * @default ["Auth", "Ledger", "Gateway"]
   */
  minimalModules?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Modules that a new stack gets besides.
   * @default ["Payments", "Stargate"]
   */
  additionalModules?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Time from disposable to disabled.
   * @default "72h"
   */
  disableDelay?: pulumi.Input<string>;
  /**
   * How often stacks to disable are looked for.
   * @default "1m"
   */
  disablePollingDelay?: pulumi.Input<string>;
  /**
   * Time from the last change of state to disposable.
   * @default "360h"
   */
  disposableDelay?: pulumi.Input<string>;
  /**
   * Time from the last change of state to the warning.
   * @default "72h"
   */
  warnDelay?: pulumi.Input<string>;
  /**
   * Time from the warning to the removal.
   * @default "720h"
   */
  pruningDelay?: pulumi.Input<string>;
  /**
   * How often stacks to remove are looked for.
   * @default "1m"
   */
  pruningPollingDelay?: pulumi.Input<string>;
  /**
   * The life cycle only says what it would do.
   * @default true
   */
  cycleDryRun?: pulumi.Input<boolean>;
}

/** The provider that Membership logs users in with: Dex, or one of your own. */
export interface LoginProviderArgs {
  /** Issuer, equal to the letter to what the provider says of itself. */
  issuer: pulumi.Input<string>;
  /**
   * Client id of Membership at the provider.
   * @default "membership"
   */
  clientId?: pulumi.Input<string>;
  /** Client secret of Membership at the provider. Either this or `clientSecretRef`. */
  clientSecret?: pulumi.Input<string>;
  /** Existing Secret with the client secret. */
  clientSecretRef?: SecretKeyArgs;
  /**
   * Scopes to ask for. `federated:id` is understood by Dex alone.
   * @default ["openid", "email", "federated:id"]
   */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments of {@link MembershipService}. */
export interface MembershipServiceArgs extends WorkloadArgs, AdoptedServiceArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** Public URL of Membership, without `/api`. */
  url: pulumi.Input<string>;
  /** Public URL of Console; Membership hands it out to `fctl ui`. */
  consoleUrl?: pulumi.Input<string>;
  /** The provider that users log in with. */
  loginProvider: LoginProviderArgs;
  /** Providers to write into the configuration file as well. */
  connectors?: MembershipConnectorArgs[];
  /** Private authorities of certificates that Membership trusts, such as the login provider's. */
  trust?: TrustArgs;
  /** Database. */
  database: DatabaseConnectionArgs;
  /** Image. */
  image?: ContainerImageArgs;
  /** OAuth clients of Membership: Console, Portal, `fctl` and others. */
  clients?: OAuthClientArgs[];
  /**
   * File of the image's wizard, which makes the first users, organizations, regions and stacks: a
   * secret, since it holds client secrets. A Job runs once for each content.
   * @default none: no wizard runs
   */
  wizardFile?: pulumi.Input<string>;
  /** Generations of the clients' generated secrets, by client id. */
  clientSecretGenerations?: { [clientId: string]: number };
  /** Verbose logs. @default false */
  debug?: pulumi.Input<boolean>;
  /** Development mode; it switches the verification of TLS off. @default false */
  dev?: pulumi.Input<boolean>;
  /** Ask for the e-mail address first. @default false */
  loginWithSso?: pulumi.Input<boolean>;
  /** Life of an access token. @default "5m" */
  accessTokenValidity?: pulumi.Input<string>;
  /** Life of a refresh token. @default "72h" */
  refreshTokenValidity?: pulumi.Input<string>;
  /** The operator's resources are written by others than agents. @default true */
  managedStacks?: boolean;
  /** Publish no events. @default true */
  disableEvents?: pulumi.Input<boolean>;
  /** Tokens of agents, for the gRPC port. */
  grpcTokens?: pulumi.Input<string>[];
  /** Existing Secret with the tokens of agents, separated by spaces. */
  grpcTokensSecret?: SecretKeyArgs;
  /** Modules and life cycle of new stacks. */
  stack?: StackDefaultsArgs;
  /** The Job that brings the tables up to date. */
  migration?: MigrationArgs;
  /** The Job of the wizard, where there is a file for it. */
  wizard?: JobSettingsArgs;
  /** Removal of expired invitations; on by default, every 30 minutes. */
  invitationCleanup?: CronJobArgs;
  /** Removal of expired tokens; off by default, daily. */
  tokenCleanup?: CronJobArgs;
  /** Life cycle of stacks; off by default, every 30 minutes, and only with agents. */
  stackLifeCycle?: CronJobArgs;
  /** Address that agents reach Stargate at, host and port. */
  stargateServerUrl?: pulumi.Input<string>;
  /** Tell agents not to use TLS towards Stargate. @default false */
  stargateDisableTls?: pulumi.Input<boolean>;
  /** Merged last over the configuration file, which then is a Secret. */
  configOverrides?: pulumi.Input<pulumi.Inputs>;
  /** Name and topics at NATS. */
  publisher?: PublisherArgs;
  /** NATS, for events and agents. */
  nats?: NatsArgs;
  /** Licence. */
  licence?: LicenceArgs;
  /** Traces, metrics and logs. */
  observability?: ObservabilityArgs;
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}
