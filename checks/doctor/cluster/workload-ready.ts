import { counted } from "../../../messages/counted";
import type { Deployment, Pod } from "../../cluster/snapshot";
import { failed, ok, warning, type CheckFinding } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";

export const workloadReady: ClusterCheck = {
  id: "workload-ready",
  title: "Each service has all its pods ready",
  meaning: "Fewer pods pass their readiness probe than the Deployment asks for.",
  causes: [
    "A roll-out is in progress.",
    "The service waits for something it needs: the database, the issuer.",
  ],
  remedy: "Run kubectl describe deployment NAME, then read the log of a pod that isn't ready.",
  look({ deployments, pods }) {
    return deployments.map((deployment) => ({
      subject: deployment.metadata.name,
      ...readiness(deployment, pods),
    }));
  },
};

function readiness({ metadata, spec, status }: Deployment, pods: readonly Pod[]): CheckFinding {
  const desired = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const evidence = `${ready} of ${counted(desired, "pod")} ready`;
  if (ready >= desired && desired > 0) return ok(`${evidence}${runningText(metadata.name, pods)}.`);
  if (desired === 0) return failed("It is scaled down to 0 pods.");
  const refused = conditionOf(status?.conditions, "ReplicaFailure");
  const stuck = status?.conditions?.find(
    ({ type, status: value }) => type === "Progressing" && value === "False",
  );
  const message = refused?.message ?? stuck?.message;
  const reason = message === undefined ? "" : `: ${unstopped(message)}`;
  // One ready pod serves; none does not.
  return ready > 0 && stuck === undefined && refused === undefined
    ? warning(`${evidence}.`)
    : failed(`${evidence}${reason}.`);
}

/** The images and restarts of a Deployment's pods, whose names begin with its own. */
function runningText(deployment: string, pods: readonly Pod[]): string {
  const containers = pods
    .filter(({ metadata }) => metadata.name.startsWith(`${deployment}-`))
    .flatMap(({ status }) => status?.containerStatuses ?? []);
  if (containers.length === 0) return "";
  const images = [...new Set(containers.flatMap(({ image }) => image ?? []))].join(", ");
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return `; ${images === "" ? "" : `image ${images}, `}${counted(restarts, "restart")}`;
}
