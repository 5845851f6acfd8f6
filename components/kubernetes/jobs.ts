import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { cronJobDefaults } from "../../facts/defaults";
import type { CronJobArgs, JobSettingsArgs, MigrationArgs } from "../args/jobs";
import type { WorkloadArgs } from "../args/workload";
import { contentName } from "./content-name";
import type { ContainerSpec } from "./container";
import { labels, type Identity } from "./labels";
import { podSpec, type PodSettings } from "./pod";
import { accountName } from "./service-account";

/** What Jobs and CronJobs run. */
interface RunSpec extends Omit<
  PodSettings,
  "containers" | "initContainers" | "serviceAccountName" | "pod"
> {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  /** Role of the Job in the service, e.g. `migrate`; part of its name and its component label. */
  readonly role: string;
  readonly containers: readonly ContainerSpec[];
  /** Settings of the service's server. Its Jobs share those for pods. */
  readonly workload?: WorkloadArgs | undefined;
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** What a Job runs. */
export interface JobSpec extends RunSpec {
  /** Settings of the Job itself. */
  readonly job?: JobSettingsArgs | undefined;
}

/** The server's settings for pods; volumes and containers of its own are not for its Jobs. */
function podArgs(workload: WorkloadArgs | undefined, own: JobSettingsArgs | undefined) {
  const { volumes: _, volumeMounts: __, ...shared } = workload ?? {};
  return {
    ...shared,
    resources: own?.resources ?? workload?.resources,
    volumes: own?.volumes,
    volumeMounts: own?.volumeMounts,
  };
}

/**
 * A Job that runs once for each content: it is named by a hash of its pod, so another image,
 * another setting or another secret is another Job, and nothing immutable is ever changed. A Job
 * that failed is made again by the next `up`.
 */
export function createJob(
  parent: pulumi.ComponentResource,
  name: string,
  spec: JobSpec,
): k8s.batch.v1.Job {
  const { identity, namespace, job, workload } = spec;
  const logicalName = `${name}-${spec.role}`;
  const own = labels(identity, spec.role);
  const serviceAccountName = accountName(parent, logicalName, {
    namespace,
    labels: own,
    annotations: job?.serviceAccountAnnotations ?? workload?.serviceAccountAnnotations,
    existing: job?.serviceAccountName,
  });
  const pod = podSpec({ ...spec, pod: podArgs(workload, job), serviceAccountName });
  return new k8s.batch.v1.Job(
    logicalName,
    {
      metadata: {
        name: contentName(logicalName, pod),
        namespace,
        labels: own,
        annotations: annotations(job?.annotations),
      },
      spec: {
        backoffLimit: 6,
        ttlSecondsAfterFinished: job?.ttlSecondsAfterFinished,
        template: {
          metadata: { labels: own },
          spec: { ...pod, restartPolicy: "OnFailure" },
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );
}

/** The Job that brings a service's tables up to date; none where it is switched off. */
export function createMigration(
  parent: pulumi.ComponentResource,
  name: string,
  spec: Omit<JobSpec, "role"> & { readonly job: MigrationArgs | undefined },
): k8s.batch.v1.Job[] {
  if (spec.job?.enabled === false) return [];
  return [createJob(parent, name, { ...spec, role: "migrate" })];
}

function annotations(given: JobSettingsArgs["annotations"]) {
  const own = { "pulumi.com/replaceUnready": "true" };
  return given === undefined
    ? own
    : pulumi.output(given).apply((further) => ({ ...further, ...own }));
}

/** When and how a CronJob runs. */
export interface CronJobSpec extends RunSpec {
  /** The server's ServiceAccount. */
  readonly serviceAccountName: pulumi.Input<string>;
  /** Cron expression, in the time zone of the cluster's controller. */
  readonly schedule: pulumi.Input<string>;
  /** Settings of the CronJob itself. */
  readonly job?: CronJobArgs | undefined;
}

/** A CronJob; never two runs at once, unless it says so. */
export function createCronJob(
  parent: pulumi.ComponentResource,
  name: string,
  spec: CronJobSpec,
): k8s.batch.v1.CronJob {
  const { job, workload } = spec;
  const logicalName = `${name}-${spec.role}`;
  const metadata = { labels: labels(spec.identity, spec.role) };
  const pod = { ...podArgs(workload, job), tolerations: job?.tolerations };
  return new k8s.batch.v1.CronJob(
    logicalName,
    {
      metadata: {
        name: logicalName,
        namespace: spec.namespace,
        ...metadata,
        annotations: job?.annotations,
      },
      spec: {
        schedule: spec.schedule,
        suspend: job?.suspend ?? cronJobDefaults.suspend,
        concurrencyPolicy: job?.concurrencyPolicy ?? cronJobDefaults.concurrencyPolicy,
        startingDeadlineSeconds:
          job?.startingDeadlineSeconds ?? cronJobDefaults.startingDeadlineSeconds,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            template: {
              metadata,
              spec: {
                ...podSpec({ ...spec, pod }),
                restartPolicy: job?.restartPolicy ?? cronJobDefaults.restartPolicy,
              },
            },
          },
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );
}
