import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labels, selectorLabels, type Identity } from "./labels";
import { podSpec, type ContainerSpec, type PodSettings } from "./pod";

/** One port of a Service and of the container behind it. */
export interface WorkloadPort {
  readonly name: string;
  readonly port: number;
  /** Protocol above TCP, for load balancers and meshes, e.g. `http`. */
  readonly appProtocol: string;
}

/** What {@link createWorkload} needs. */
export interface WorkloadSpec extends Omit<PodSettings, "containers" | "serviceAccountName"> {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly container: Omit<ContainerSpec, "ports">;
  readonly ports: readonly WorkloadPort[];
  /** What must be there before the first pod starts. */
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** The objects of one server. */
export interface Workload {
  readonly serviceAccount: k8s.core.v1.ServiceAccount;
  readonly deployment: k8s.apps.v1.Deployment;
  readonly service: k8s.core.v1.Service;
}

/**
 * One hardened server: a ServiceAccount, a Deployment that is replaced without a gap, a Service
 * with named ports, and a PodDisruptionBudget when there is more than one pod.
 */
export function createWorkload(
  parent: pulumi.ComponentResource,
  name: string,
  spec: WorkloadSpec,
): Workload {
  const { identity, namespace } = spec;
  const replicas = spec.workload?.replicas ?? 1;
  const selector = selectorLabels(identity);
  const metadata = { name, namespace, labels: labels(identity) };

  const serviceAccount = new k8s.core.v1.ServiceAccount(
    name,
    {
      metadata: { ...metadata, annotations: spec.workload?.serviceAccountAnnotations ?? {} },
      automountServiceAccountToken: false,
    },
    { parent },
  );

  const pod = podSpec({
    ...spec,
    serviceAccountName: serviceAccount.metadata.name,
    containers: [
      {
        ...spec.container,
        ports: spec.ports.map(({ name: port, port: containerPort }) => ({
          name: port,
          containerPort,
          protocol: "TCP",
        })),
      },
    ],
  });
  const deployment = new k8s.apps.v1.Deployment(
    name,
    {
      metadata,
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: {
            labels: labels(identity),
            annotations: spec.workload?.podAnnotations ?? {},
          },
          spec: {
            ...pod,
            terminationGracePeriodSeconds: 30,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: selector },
              },
            ],
          },
        },
      },
    },
    { parent, dependsOn: [...(spec.dependsOn ?? [])] },
  );

  const service = new k8s.core.v1.Service(
    name,
    {
      metadata,
      spec: {
        type: "ClusterIP",
        selector,
        ports: spec.ports.map(({ name: port, port: number, appProtocol }) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: "TCP",
          appProtocol,
        })),
      },
    },
    { parent },
  );

  if (replicas > 1) {
    new k8s.policy.v1.PodDisruptionBudget(
      name,
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selector } } },
      { parent },
    );
  }
  return { serviceAccount, deployment, service };
}
