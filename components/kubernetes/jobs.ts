import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { contentName } from "./content-name";
import { labels, type Identity } from "./labels";
import { podSpec, type ContainerSpec, type PodSettings } from "./pod";

/** What a Job or CronJob runs. */
export interface JobSpec extends Omit<PodSettings, "containers" | "serviceAccountName"> {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  /** Role of the Job in the service, e.g. `migrate`; part of its name and its component label. */
  readonly role: string;
  readonly containers: readonly ContainerSpec[];
  readonly dependsOn?: readonly pulumi.Resource[];
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
  const logicalName = `${name}-${spec.role}`;
  const serviceAccount = jobAccount(parent, logicalName, spec);
  const pod = podSpec({ ...spec, serviceAccountName: serviceAccount.metadata.name });
  return new k8s.batch.v1.Job(
    logicalName,
    {
      metadata: {
        name: contentName(logicalName, pod),
        namespace: spec.namespace,
        labels: labels(spec.identity, spec.role),
        annotations: { "pulumi.com/replaceUnready": "true" },
      },
      spec: {
        backoffLimit: 6,
        template: {
          metadata: { labels: labels(spec.identity, spec.role) },
          spec: { ...pod, restartPolicy: "OnFailure" },
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );
}

/** When and how a CronJob runs. */
export interface Schedule {
  /** The server's ServiceAccount. */
  readonly serviceAccountName: pulumi.Input<string>;
  /** Cron expression, in the time zone of the cluster's controller. */
  readonly schedule: pulumi.Input<string>;
  readonly suspend: pulumi.Input<boolean>;
}

/** A CronJob; never two runs at once. */
export function createCronJob(
  parent: pulumi.ComponentResource,
  name: string,
  spec: JobSpec & Schedule,
): k8s.batch.v1.CronJob {
  const logicalName = `${name}-${spec.role}`;
  const metadata = { labels: labels(spec.identity, spec.role) };
  return new k8s.batch.v1.CronJob(
    logicalName,
    {
      metadata: { name: logicalName, namespace: spec.namespace, ...metadata },
      spec: {
        schedule: spec.schedule,
        suspend: spec.suspend,
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 200,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            template: {
              metadata,
              spec: {
                ...podSpec(spec),
                restartPolicy: "Never",
              },
            },
          },
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );
}

function jobAccount(
  parent: pulumi.ComponentResource,
  logicalName: string,
  spec: JobSpec,
): k8s.core.v1.ServiceAccount {
  return new k8s.core.v1.ServiceAccount(
    logicalName,
    {
      metadata: {
        name: logicalName,
        namespace: spec.namespace,
        labels: labels(spec.identity, spec.role),
        annotations: spec.workload?.serviceAccountAnnotations ?? {},
      },
      automountServiceAccountToken: false,
    },
    { parent },
  );
}
