import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/kubernetes";
import { workloadDefaults } from "../../facts/defaults";
import type { WorkloadArgs } from "../args/workload";
import { createAutoscaler, createDisruptionBudget } from "./availability";
import { overlay, type ContainerSpec } from "./container";
import { environmentSources } from "./env";
import { labels, selectorLabels, type Identity } from "./labels";
import { podSpec, type PodSettings } from "./pod";
import { accountName } from "./service-account";
import { createService, withOwn, type WorkloadPort } from "./service";

/** What {@link createWorkload} needs. */
export interface WorkloadSpec extends Omit<
  PodSettings,
  "containers" | "initContainers" | "serviceAccountName" | "pod"
> {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly workload?: WorkloadArgs | undefined;
  readonly container: Omit<ContainerSpec, "ports" | "lifecycle" | "envFrom">;
  readonly ports: readonly WorkloadPort[];
  /** Name of the Service that is adopted, if one is. */
  readonly adoptedService?: string | undefined;
  /** What must be there before the first pod starts. */
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** The objects of one server. */
export interface Workload {
  /** Name of the ServiceAccount that the pods run as. */
  readonly serviceAccountName: pulumi.Output<string>;
  readonly deployment: k8s.apps.v1.Deployment;
  readonly service: k8s.core.v1.Service;
}

/**
 * One hardened server: a ServiceAccount, a Deployment that is replaced without a gap, a Service
 * with named ports, an autoscaler when asked for, and a PodDisruptionBudget when there is more
 * than one pod.
 */
export function createWorkload(
  parent: pulumi.ComponentResource,
  name: string,
  spec: WorkloadSpec,
): Workload {
  const { identity, namespace, workload } = spec;
  const metadata = { name, namespace, labels: labels(identity) };
  const serviceAccountName = accountName(parent, name, {
    namespace,
    labels: metadata.labels,
    annotations: workload?.serviceAccountAnnotations,
    existing: workload?.serviceAccountName,
  });
  const deployment = new k8s.apps.v1.Deployment(
    name,
    {
      metadata: {
        ...metadata,
        labels: withOwn(workload?.labels, metadata.labels),
        annotations: workload?.annotations,
      },
      spec: {
        // The autoscaler's number must not be taken back by every update.
        replicas:
          workload?.autoscaling === undefined
            ? (workload?.replicas ?? workloadDefaults.replicas)
            : undefined,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selectorLabels(identity) },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: {
            labels: withOwn(workload?.podLabels, metadata.labels),
            annotations: workload?.podAnnotations,
          },
          spec: serverPod(spec, serviceAccountName),
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );
  const service = createService(parent, name, {
    identity,
    namespace,
    ports: portsOf(spec),
    args: workload?.service,
    adopted: spec.adoptedService,
    deployment,
  });
  if (workload?.autoscaling !== undefined) {
    createAutoscaler(parent, metadata, workload.autoscaling);
  }
  createDisruptionBudget(parent, metadata, selectorLabels(identity), workload);
  return { serviceAccountName, deployment, service };
}

function portsOf({ ports, workload }: WorkloadSpec): WorkloadPort[] {
  return [...ports, ...(workload?.extraPorts ?? [])];
}

function serverPod(
  spec: WorkloadSpec,
  serviceAccountName: pulumi.Input<string>,
): types.input.core.v1.PodSpec {
  const { workload, identity } = spec;
  const pod = podSpec({
    ...spec,
    pod: workload,
    serviceAccountName,
    initContainers: workload?.initContainers,
    containers: [
      {
        ...spec.container,
        ...environmentSources(workload?.envFrom),
        ports: portsOf(spec).map(({ name, port }) => ({
          name,
          containerPort: port,
          protocol: "TCP",
        })),
        ...lastRequests(workload?.preStopSeconds ?? workloadDefaults.preStopSeconds),
      },
    ],
  });
  return {
    ...pod,
    terminationGracePeriodSeconds:
      workload?.terminationGracePeriodSeconds ?? workloadDefaults.terminationGracePeriodSeconds,
    topologySpreadConstraints: spread(workload, identity),
  };
}

/** The load balancers still send requests while they learn that a pod ends. */
function lastRequests(seconds: number): Pick<ContainerSpec, "lifecycle"> {
  return seconds === 0 ? {} : { lifecycle: { preStop: { sleep: { seconds } } } };
}

function spread(workload: WorkloadArgs | undefined, identity: Identity) {
  type Constraint = types.input.core.v1.TopologySpreadConstraint;
  const own = { labelSelector: { matchLabels: selectorLabels(identity) } };
  if (workload?.topologySpreadConstraints !== undefined) {
    return workload.topologySpreadConstraints.map((given) =>
      overlay<Constraint>(own as Constraint, given),
    );
  }
  return [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      ...own,
    },
  ];
}
