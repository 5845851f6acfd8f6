import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { runningPods } from "./pods";

export const podScheduling: ClusterCheck = {
  id: "pod-scheduling",
  title: "The pods find a node",
  meaning: "No node has room for the pod, or none that it may run on.",
  causes: [
    "The cluster is full.",
    "Node selectors, tolerations or affinity that no node satisfies.",
  ],
  remedy: "kubectl describe pod NAME says why each node was left out.",
  look(view) {
    return runningPods(view).flatMap(({ metadata, status }) => {
      const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
      if (scheduled?.status !== "False") return [];
      const reason = unstopped(scheduled.message ?? "no reason given");
      return [{ subject: metadata.name, ...failed(`It finds no node: ${reason}.`) }];
    });
  },
};
