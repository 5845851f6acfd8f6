import type { StackConfig } from "../../../config/schema";
import { defaults } from "../../../facts/defaults";
import type { Chain } from "../../chain";
import { planned, type PlannedCheck } from "../../check";
import type { KubernetesSettings } from "../../../seed/kubeconfig";
import { adoptedServices, clusterAdoption } from "./cluster-adoption";
import { clusterKinds } from "./cluster-kinds";
import { clusterReach } from "./cluster-reach";
import { clusterRights } from "./cluster-rights";
import { clusterSecrets } from "./cluster-secrets";
import { clusterVersion } from "./cluster-version";
import { existingSecrets } from "./existing-secrets";
import type { ClusterPreflightCheck } from "./visit";

/**
 * Whether the cluster answers, has the kinds of objects that the stack makes, lets them be made, is
 * new enough for its pods, and has the Secrets that they read and the Services to take over.
 */
export function clusterPreflight(config: StackConfig, settings: KubernetesSettings): Chain[] {
  const chains = [
    [clusterReach, clusterKinds, clusterRights],
    [clusterVersion],
    existingSecrets(config).length === 0 ? [] : [clusterSecrets],
    adoptedServices(config).length === 0 ? [] : [clusterAdoption],
  ];
  return chains.map((checks) => checks.map((check) => clusterCheck(config, settings, check)));
}

/** A check of the cluster that the stack is to be deployed to, ready to be run. */
export function clusterCheck(
  config: StackConfig,
  settings: KubernetesSettings,
  check: ClusterPreflightCheck,
): PlannedCheck {
  const { context } = settings;
  const visit = { config, settings, namespace: config.namespace ?? defaults.namespace };
  const place = { group: "cluster", subject: context ?? "kubeconfig" };
  const names = {
    NAMESPACE: visit.namespace,
    ...(context !== undefined && { CONTEXT: context }),
  };
  return planned(check, visit, place, names);
}
