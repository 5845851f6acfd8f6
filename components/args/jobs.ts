// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";
import type { ResourcesArgs, TolerationArgs } from "./workload";

/** The Job that migrates a service's database before the server starts. */
export interface MigrationArgs extends JobSettingsArgs {
  /**
   * Run the migration.
   * @default true
   */
  enabled?: boolean;
}

/** A Job of a service. Unset fields default to those of the service's server. */
export interface JobSettingsArgs {
  /** Annotations of the Job. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * Time after which the cluster deletes the finished Job, in seconds. After a refresh, the next
   * update then runs the Job again, which changes nothing.
   * @default the Job stays until another replaces it
   */
  ttlSecondsAfterFinished?: Input<number>;
  /**
   * CPU and memory of the container.
   * @default the server's
   */
  resources?: ResourcesArgs;
  /**
   * Name of an existing ServiceAccount to run as.
   * @default one is created
   */
  serviceAccountName?: Input<string>;
  /**
   * Annotations of the created ServiceAccount.
   * @default the server's
   */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional volumes of the Job, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the containers mount them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
}

/** A CronJob of Membership. Unset fields default to those of Membership's server. */
export interface CronJobArgs {
  /**
   * Create the CronJob.
   * @default true for invitationCleanup; false for tokenCleanup, stackLifeCycle
   */
  enabled?: boolean;
  /**
   * When it runs: five cron fields, in UTC.
   * @default "0/30 * * * *" for invitationCleanup; "0 0 * * *" for tokenCleanup; "*\/30 * * * *" for
   * stackLifeCycle
   */
  schedule?: Input<string>;
  /**
   * Keep the CronJob without running it.
   * @default false
   */
  suspend?: Input<boolean>;
  /**
   * What to do if the previous run hasn't finished. `Forbid`, `Allow` or `Replace`.
   * @default "Forbid"
   */
  concurrencyPolicy?: Input<string>;
  /**
   * How late a run may start, in seconds.
   * @default 200
   */
  startingDeadlineSeconds?: Input<number>;
  /**
   * Whether to restart a failed container. `Never` or `OnFailure`.
   * @default "Never"
   */
  restartPolicy?: Input<string>;
  /** Annotations of the CronJob. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /**
   * CPU and memory of the container.
   * @default the server's
   */
  resources?: ResourcesArgs;
  /**
   * Taints that the pods tolerate.
   * @default the server's
   */
  tolerations?: TolerationArgs[];
  /** Additional volumes of the pods, in Kubernetes' own form. */
  volumes?: Input<Inputs>[];
  /** Where the containers mount them, in Kubernetes' own form. */
  volumeMounts?: Input<Inputs>[];
}
