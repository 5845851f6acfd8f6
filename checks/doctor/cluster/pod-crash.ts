import { counted } from "../../../messages/counted";
import type { ContainerStatus } from "../../cluster/snapshot";
import { changing, failed, warning, type CheckFinding } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { missingProgram } from "./image-program";
import { runningContainers } from "./pods";

/** Restarts that a pod may have had, for a node's upgrade or a slow database. */
const RESTARTS = 3;

/** A container that ended within this time may do so again. */
const RECENT = 120_000;

export const podCrash: ClusterCheck = {
  id: "pod-crash",
  title: "The containers keep running",
  meaning: "A container exits again and again, soon after it starts.",
  causes: [
    "The database refuses it.",
    "The service refuses its configuration.",
    "It needs more memory than its limit (OOMKilled).",
    "The image of Console or Portal doesn't match `imageForm`; for example, it has no pnpm.",
  ],
  remedy:
    "Read the last lines of the container that exited: kubectl -n NAMESPACE logs POD -c CONTAINER --previous.",
  look(view) {
    return runningContainers(view).flatMap((container) => {
      const { pod, name, ready } = container;
      const missing = ready ? undefined : missingProgram(pod, view);
      const finding =
        missing === undefined
          ? crashFinding(container, view.time)
          : failed(`${name} can't start: ${missing.words}.`, missing.remedy);
      const names = { POD: pod, CONTAINER: name };
      return finding === undefined ? [] : [{ subject: pod, ...finding, names }];
    });
  },
};

function crashFinding(
  { name, restartCount, state, lastState }: ContainerStatus,
  now: Date,
): CheckFinding | undefined {
  const end = state?.terminated ?? lastState?.terminated;
  const how =
    end === undefined
      ? ""
      : `, last with exit status ${end.exitCode ?? "?"} (${end.reason ?? "?"})`;
  if (state?.waiting?.reason === "CrashLoopBackOff") {
    return failed(`${name} has exited ${counted(restartCount, "time")}${how}.`);
  }
  const ended = end?.finishedAt === undefined ? 0 : new Date(end.finishedAt).getTime();
  if (restartCount > 0 && now.getTime() - ended < RECENT) {
    return changing(`${name} has just exited, ${counted(restartCount, "time")} so far${how}.`);
  }
  if (restartCount <= RESTARTS) return undefined;
  return warning(`${name} is running, but has exited ${restartCount} times${how}.`);
}
