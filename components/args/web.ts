import type { Input } from "@pulumi/pulumi";
import type { AppClientArgs, SecretKeyArgs } from "./shared";
import type { ObservabilityArgs, PublisherArgs, SentryArgs } from "./connections";
import type { MigrationArgs } from "./jobs";
import type { WorkloadArgs } from "./workload";

/** What Console and Portal let you set alike. */
export interface WebAppSettingsArgs extends WorkloadArgs {
  /**
   * Deploy the application.
   * @default true
   */
  enabled?: boolean;
  /**
   * Verbose logs.
   * @default that of the control plane
   */
  debug?: Input<boolean>;
  /** The Job that brings the tables up to date. */
  migration?: MigrationArgs;
  /** Key that encrypts the cookies. Generated when absent. A new one logs everybody out. */
  cookieSecret?: Input<string>;
  /** Existing Secret with that key. */
  cookieSecretRef?: SecretKeyArgs;
  /** The client at Membership. */
  oauthClient?: AppClientArgs;
  /**
   * Tell the application that stacks are managed by Membership.
   * @default true
   */
  managedStack?: Input<boolean>;
  /**
   * Runtime environment of Node.
   * @default "production"
   */
  nodeEnv?: Input<string>;
  /** Name and topics at NATS. */
  publisher?: PublisherArgs;
  /** Traces, metrics and logs, where they differ from those of all services. */
  observability?: ObservabilityArgs;
  /** Sentry. */
  sentry?: SentryArgs;
}

/** Settings of Console. */
export interface ConsoleSettingsArgs extends WebAppSettingsArgs {
  /**
   * Features to switch off.
   * @default ["sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
}

/** Settings of Portal. */
export interface PortalSettingsArgs extends WebAppSettingsArgs {
  /**
   * Features to switch off.
   * @default ["notifications", "sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
}
