import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { autoscalingDefaults, workloadDefaults } from "../../facts/defaults";
import type { AutoscalingArgs, DisruptionBudgetArgs } from "../args/availability";
import type { WorkloadArgs } from "../args/workload";

/** What both objects say of themselves. */
interface ObjectMetadata {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly labels: Record<string, string>;
}

/** The fewest pods of the workload. */
function fewestPods(workload: WorkloadArgs | undefined): number {
  return workload?.autoscaling === undefined
    ? (workload?.replicas ?? workloadDefaults.replicas)
    : (workload.autoscaling.minReplicas ?? autoscalingDefaults.minReplicas);
}

/** An autoscaler for the Deployment of the same name. */
export function createAutoscaler(
  parent: pulumi.ComponentResource,
  metadata: ObjectMetadata,
  args: AutoscalingArgs,
): void {
  const target = (name: string, averageUtilization: pulumi.Input<number>) => ({
    type: "Resource",
    resource: { name, target: { type: "Utilization", averageUtilization } },
  });
  new k8s.autoscaling.v2.HorizontalPodAutoscaler(
    metadata.name,
    {
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: metadata.name },
        minReplicas: args.minReplicas ?? autoscalingDefaults.minReplicas,
        maxReplicas: args.maxReplicas,
        metrics: [
          target("cpu", args.targetCpuUtilization ?? autoscalingDefaults.targetCpuUtilization),
          ...(args.targetMemoryUtilization === undefined
            ? []
            : [target("memory", args.targetMemoryUtilization)]),
        ],
      },
    },
    { parent },
  );
}

/** A budget for the pods; none for a single pod, since it would only keep nodes from draining. */
export function createDisruptionBudget(
  parent: pulumi.ComponentResource,
  metadata: ObjectMetadata,
  selector: Record<string, string>,
  workload: WorkloadArgs | undefined,
): void {
  const { enabled = fewestPods(workload) > 1, ...budget } = workload?.disruptionBudget ?? {};
  if (!enabled) return;
  new k8s.policy.v1.PodDisruptionBudget(
    metadata.name,
    { metadata, spec: { ...limitOf(budget), selector: { matchLabels: selector } } },
    { parent },
  );
}

/** Kubernetes takes a number or per cent, but no number in quotes. */
function limitOf({ minAvailable, maxUnavailable }: DisruptionBudgetArgs) {
  const amount = (text: pulumi.Input<string>) =>
    pulumi.output(text).apply((known): string | number => (/^\d+$/.test(known) ? +known : known));
  if (minAvailable !== undefined) return { minAvailable: amount(minAvailable) };
  return { maxUnavailable: maxUnavailable === undefined ? 1 : amount(maxUnavailable) };
}
