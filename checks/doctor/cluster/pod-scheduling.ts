import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { runningPods } from "./pods";

export const podScheduling: ClusterCheck = {
  id: "pod-scheduling",
  title: "The pods are scheduled on a node",
  meaning: "No node has room for the pod, or none may run it.",
  causes: ["The cluster is full.", "No node satisfies the node selector, tolerations or affinity."],
  remedy: "Read why each node was left out: kubectl -n NAMESPACE describe pod NAME.",
  look(view) {
    return runningPods(view).flatMap(({ metadata, status }) => {
      const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
      if (scheduled?.status !== "False") return [];
      const reason = unstopped(scheduled.message ?? "no reason given");
      return [{ subject: metadata.name, ...failed(`It can't be scheduled: ${reason}.`) }];
    });
  },
};
