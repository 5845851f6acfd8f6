import { changing } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";
import { runningPods } from "./pods";

/** A probe that failed longer ago has passed since, or the pod has become unready. */
const RECENT = 60_000;

export const probeFailure: ClusterCheck = {
  id: "probe-failure",
  title: "The probes of ready pods pass",
  meaning:
    "A pod stays ready until its probe has failed several times, so this is the first sign of a fault.",
  causes: [
    "Something that the service needs has just gone away: the database, the cluster's DNS, the issuer.",
    "The container needs more CPU than its limit.",
  ],
  remedy:
    "Run doctor again in half a minute, and read the log: kubectl -n NAMESPACE logs NAME --since 5m.",
  look(view) {
    return runningPods(view).flatMap(({ metadata: { name }, status }) => {
      const ready = conditionOf(status?.conditions, "Ready");
      if (ready === undefined) return [];
      const became = new Date(ready.lastTransitionTime ?? 0).getTime();
      const since = Math.max(became, view.time.getTime() - RECENT);
      const failure = view.events.findLast(
        ({ object, reason, time }) =>
          object === name && reason === "Unhealthy" && new Date(time).getTime() > since,
      );
      if (failure === undefined) return [];
      return [{ subject: name, ...changing(`${unstopped(failure.message)}.`) }];
    });
  },
};
