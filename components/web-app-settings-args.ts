import type { Input } from "@pulumi/pulumi";
import type { SentryArgs } from "./connection-args";
import type { MigrationArgs } from "./job-args";
import type { WorkloadArgs } from "./workload-args";

/** Settings of Console. */
export interface ConsoleSettingsArgs extends WorkloadArgs {
  /**
   * Deploy Console.
   * @default true
   */
  enabled?: boolean;
  /**
   * Verbose logs.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Features to switch off.
   * @default ["sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
  /** The Job that brings the tables up to date. */
  migration?: MigrationArgs;
  /** Sentry. */
  sentry?: SentryArgs;
}

/** Settings of Portal. */
export interface PortalSettingsArgs extends WorkloadArgs {
  /**
   * Deploy Portal.
   * @default true
   */
  enabled?: boolean;
  /**
   * Verbose logs.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Features to switch off.
   * @default ["notifications", "sessions"]
   */
  featuresDisabled?: Input<Input<string>[]>;
  /** The Job that brings the tables up to date. */
  migration?: MigrationArgs;
  /** Sentry. */
  sentry?: SentryArgs;
}
