import { counted } from "../../../messages/counted";
import type { ClusterSnapshot, Deployment, Pod } from "../../cluster/snapshot";
import { changing, failed, ok, type CheckFinding } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";
import { runningPods } from "./pods";

export const workloadReady: ClusterCheck = {
  id: "workload-ready",
  title: "All pods of each service are ready, with the latest settings",
  meaning:
    "Fewer pods pass their readiness probe than the Deployment asks for, or pods with earlier settings still serve because the new ones aren't ready.",
  causes: [
    "A rollout is in progress.",
    "The service waits for something it needs: the database, the issuer.",
    "The new pods can't start with the new settings or image.",
  ],
  remedy:
    "Run kubectl -n NAMESPACE describe deployment NAME, then read the log of a pod that isn't ready: kubectl -n NAMESPACE logs POD.",
  look(view) {
    return view.deployments.map((deployment) => {
      const { name } = deployment.metadata;
      const unready = runningPods(view).find((pod) => isPodOf(name, pod) && !isReady(pod));
      const finding = readiness(deployment, view, unready);
      return {
        subject: name,
        ...finding,
        names: { POD: unready?.metadata.name ?? `deployment/${name}` },
      };
    });
  },
};

function readiness(
  { metadata, spec, status }: Deployment,
  view: ClusterSnapshot,
  unready: Pod | undefined,
): CheckFinding {
  const desired = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const evidence = `${ready} of ${counted(desired, "pod")} ready`;
  if (desired === 0) return failed("It is scaled down to 0 pods.");
  const refused = conditionOf(status?.conditions, "ReplicaFailure");
  const stuck = status?.conditions?.find(
    ({ type, status: value }) => type === "Progressing" && value === "False",
  );
  const fault = refused ?? stuck;
  if (fault !== undefined) {
    const reason = fault.message === undefined ? "" : `: ${unstopped(fault.message)}`;
    return failed(`${evidence}${reason}.${whyUnready(unready, view)}`);
  }
  if (ready === 0) return failed(`${evidence}.${whyUnready(unready, view)}`);
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return changing(`${evidence}; the last change hasn't been processed yet.`);
  }
  const updated = status?.updatedReplicas ?? 0;
  if (updated < desired || (status?.replicas ?? 0) > updated) {
    const words = `${evidence}, but a rollout isn't complete: ${updated} of ${desired} with the latest settings`;
    return changing(`${words}.${whyUnready(unready, view)}`);
  }
  if (ready < desired) return changing(`${evidence}.${whyUnready(unready, view)}`);
  return ok(`${evidence}${runningText(metadata.name, view.pods)}.`);
}

/** The pod that is waited for, and what its kubelet says of it last. */
function whyUnready(pod: Pod | undefined, { events }: ClusterSnapshot): string {
  if (pod === undefined) return "";
  const { name } = pod.metadata;
  const containers = pod.status?.containerStatuses ?? [];
  const waiting = containers.map(({ state }) => state?.waiting?.reason).find(Boolean);
  const event = events.findLast(({ object }) => object === name);
  const reason = event?.message ?? waiting;
  return reason === undefined
    ? ` ${name} isn't ready.`
    : ` ${name} isn't ready: ${unstopped(reason)}.`;
}

function isReady({ status }: Pod): boolean {
  const { conditions, containerStatuses = [] } = status ?? {};
  if (conditions?.some(({ type }) => type === "Ready") === true) {
    return conditionOf(conditions, "Ready") !== undefined;
  }
  return containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready);
}

/** The names of a Deployment's pods begin with its own. */
function isPodOf(deployment: string, { metadata }: Pod): boolean {
  return metadata.name.startsWith(`${deployment}-`);
}

/** The images and restarts of a Deployment's pods. */
function runningText(deployment: string, pods: readonly Pod[]): string {
  const containers = pods
    .filter((pod) => isPodOf(deployment, pod))
    .flatMap(({ status }) => status?.containerStatuses ?? []);
  if (containers.length === 0) return "";
  const images = [...new Set(containers.flatMap(({ image }) => image ?? []))].join(", ");
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return `; ${images === "" ? "" : `image ${images}, `}${counted(restarts, "restart")}`;
}
