import type { StackConfig } from "../../../config/schema";
import type { KubernetesSettings } from "../../../seed/kubeconfig";
import type { CheckFinding } from "../../finding";
import { waitingLimit } from "../../network/waiting-limit";
import { clusterCheck } from "./chains";
import { clusterKinds, hasKinds } from "./cluster-kinds";
import { requiredKinds, type RequiredKind } from "./required-kinds";
import { notAsked, withCluster, type ClusterPreflightCheck } from "./visit";

/**
 * The finding that the cluster lacks kinds of operators which the stack needs. Nothing where it has
 * them, or doesn't answer in time: then it isn't known.
 *
 * @param timeLimit - in milliseconds
 */
export function lackingKinds(
  config: StackConfig,
  settings: KubernetesSettings,
  timeLimit: number,
): Promise<CheckFinding | undefined> {
  const kinds = requiredKinds(config).filter(({ from }) => from !== undefined);
  // Kubernetes' own are always there, and the cluster's client takes half a second to load.
  if (kinds.length === 0) return Promise.resolve(undefined);
  const check = clusterCheck(config, settings, kindsOf(kinds));
  const limit = new AbortController();
  return new Promise((resolve) => {
    const stop = waitingLimit(timeLimit, () => {
      resolve(undefined);
      limit.abort();
    });
    void check.run(limit.signal).then((finding) => {
      stop();
      resolve(finding.status === "failed" ? finding : undefined);
    });
  });
}

function kindsOf(kinds: readonly RequiredKind[]): ClusterPreflightCheck {
  return {
    ...clusterKinds,
    run: (visit, signal) => withCluster(visit, signal, (api) => hasKinds(api, kinds), notAsked),
  };
}
