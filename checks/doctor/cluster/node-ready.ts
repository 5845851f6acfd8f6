import type { Node } from "../../cluster/snapshot";
import { failed, ok, type CheckFinding } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";

export const nodeReady: ClusterCheck = {
  id: "node-ready",
  title: "The nodes of the pods are ready",
  meaning:
    "If a node's kubelet stops reporting, its pods get no requests, and are replaced only after a few minutes.",
  causes: [
    "The machine is down, or has lost its network.",
    "Its kubelet or container runtime isn't running.",
    "It has run out of memory, disk space or process ids.",
  ],
  remedy:
    "Read what it reports last: kubectl describe node NAME. Restart its kubelet, or take it out: kubectl drain NAME.",
  look({ nodes = [] }) {
    return nodes.map((node) => ({ subject: node.metadata.name, ...readiness(node) }));
  },
};

function readiness({ status }: Node): CheckFinding {
  if (conditionOf(status?.conditions, "Ready") !== undefined) return ok("It is ready.");
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const reason = ready?.message ?? ready?.reason ?? "it has never reported";
  return failed(`The node isn't ready: ${unstopped(reason)}.`);
}
