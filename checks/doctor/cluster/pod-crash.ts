import { counted } from "../../../messages/counted";
import { failed, warning } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { runningContainers } from "./pods";

/** Restarts that a pod may have had, for a node's upgrade or a slow database. */
const RESTARTS = 3;

export const podCrash: ClusterCheck = {
  id: "pod-crash",
  title: "The containers keep running",
  meaning: "A container exits again and again, soon after it starts.",
  causes: [
    "The database refuses it.",
    "The service refuses its configuration.",
    "It needs more memory than its limit (OOMKilled).",
  ],
  remedy: "Read the last lines of the container that exited: kubectl logs POD --previous.",
  look(view) {
    return runningContainers(view).flatMap(({ pod, name, restartCount, state, lastState }) => {
      const end = lastState?.terminated;
      const how =
        end === undefined
          ? ""
          : `, last with exit status ${end.exitCode ?? "?"} (${end.reason ?? "?"})`;
      if (state?.waiting?.reason === "CrashLoopBackOff") {
        const times = counted(restartCount, "time");
        return [{ subject: pod, ...failed(`${name} has ended ${times}${how}.`) }];
      }
      if (restartCount <= RESTARTS) return [];
      const evidence = `${name} runs, but has ended ${restartCount} times${how}.`;
      return [{ subject: pod, ...warning(evidence) }];
    });
  },
};
