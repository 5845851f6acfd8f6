import { autoscalingDefaults, workloadDefaults } from "../facts/defaults";
import { serviceNames, type Service } from "../facts/services";
import { counted } from "../messages/counted";
import type { Finding } from "./problem";
import type { StackConfig } from "./schema";

/** What Kubernetes takes of a service's pods and Service, and what then doesn't go as meant. */
export function workloadWarnings(config: StackConfig): Finding[] {
  return serviceNames.flatMap((service) => [
    ...ofNodePorts(config, service),
    ...ofDisruptionBudget(config, service),
  ]);
}

/** The range that a cluster may change, for which the config can't know. */
const nodePortRange = { first: 30_000, last: 32_767 };

function ofNodePorts(config: StackConfig, service: Service): Finding[] {
  const { first, last } = nodePortRange;
  return Object.entries(config[service]?.service?.nodePorts ?? {})
    .filter(([, port]) => port < first || port > last)
    .map(([name]) => ({
      path: [service, "service", "nodePorts", name],
      message: `is outside ${first} to ${last}, and Kubernetes refuses it unless the cluster has another range.`,
    }));
}

function ofDisruptionBudget(config: StackConfig, service: Service): Finding[] {
  const {
    replicas = workloadDefaults.replicas,
    autoscaling,
    disruptionBudget,
  } = config[service] ?? {};
  const pods =
    autoscaling === undefined
      ? replicas
      : (autoscaling.minReplicas ?? autoscalingDefaults.minReplicas);
  const { enabled, minAvailable, maxUnavailable } = disruptionBudget ?? {};
  const key = minAvailable === undefined ? "maxUnavailable" : "minAvailable";
  const amount = minAvailable ?? maxUnavailable;
  if (amount === undefined || enabled === false) return [];
  const path = [service, "disruptionBudget", key];
  if (pods === 1 && enabled !== true) {
    const message = "has no effect: a single pod has no PodDisruptionBudget. Raise replicas.";
    return [{ path, message }];
  }
  const share = podsOf(amount, pods);
  if (key === "minAvailable" ? share < pods : share > 0) return [];
  const message = `lets no pod be evicted while there ${pods === 1 ? "is" : "are"} ${counted(pods, "pod")}, so a node with one can't be drained. ${key === "minAvailable" ? "Lower it, or raise replicas." : "Raise it."}`;
  return [{ path, message }];
}

/** A number of pods, or the share of them that Kubernetes rounds up. */
function podsOf(amount: string, pods: number): number {
  return amount.endsWith("%") ? Math.ceil((Number.parseInt(amount) * pods) / 100) : Number(amount);
}
