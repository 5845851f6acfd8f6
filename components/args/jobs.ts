import type { Input, Inputs } from "@pulumi/pulumi";
import type { ResourcesArgs, TolerationArgs } from "./workload";

/** A Job of a service. What is absent is as for the service's server. */
export interface JobSettingsArgs {
  /** Annotations of the Job. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * Time after which the cluster removes a Job that has ended, in seconds. The next update after a
   * refresh misses it then, and runs it again, which changes nothing.
   * @default none: it stays until another takes its place
   */
  ttlSecondsAfterFinished?: Input<number>;
  /** CPU and memory. */
  resources?: ResourcesArgs;
  /** Name of an existing ServiceAccount to run as. Absent: one is made. */
  serviceAccountName?: Input<string>;
  /** Annotations of the ServiceAccount that is made. */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Further volumes, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the containers find them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
}

/** The Job that brings a service's tables up to date before the server starts. */
export interface MigrationArgs extends JobSettingsArgs {
  /**
   * Run the migration.
   * @default true
   */
  enabled?: boolean;
}

/** A recurring task of Membership. What is absent is as for Membership's server. */
export interface CronJobArgs {
  /** Make the CronJob. */
  enabled?: boolean;
  /** Cron expression. */
  schedule?: Input<string>;
  /**
   * Keep it from running.
   * @default false
   */
  suspend?: Input<boolean>;
  /**
   * `Forbid`, `Allow` or `Replace`: what happens while the run before hasn't ended.
   * @default "Forbid"
   */
  concurrencyPolicy?: Input<string>;
  /**
   * How late a run may begin, in seconds.
   * @default 200
   */
  startingDeadlineSeconds?: Input<number>;
  /**
   * `Never` or `OnFailure`.
   * @default "Never"
   */
  restartPolicy?: Input<string>;
  /** Annotations of the CronJob. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** CPU and memory. */
  resources?: ResourcesArgs;
  /** Tolerations of the pods. */
  tolerations?: TolerationArgs[];
  /** Further volumes, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the container finds them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
}
