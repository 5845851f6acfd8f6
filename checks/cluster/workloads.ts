import type { CheckFinding, CheckResult } from "../check";
import { counted } from "../../messages/counted";
import { failed, result, unstopped, warned, well } from "./finding";
import type { ClusterSnapshot, Condition, ContainerStatus, Deployment, Pod } from "./snapshot";

/** Restarts that a pod may have had, for a node's upgrade or a slow database. */
const RESTARTS = 3;

const PULL_FAULTS = ["ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull"];
const CONFIG_FAULTS = ["CreateContainerConfigError", "CreateContainerError"];

/** What keeps a pod's containers from running. */
export function podResults({ metadata, status }: Pod): CheckResult[] {
  // A finished Job's pod has nothing left to run; the Job tells of one that failed.
  if (status?.phase === "Succeeded" || ofJob(metadata)) return [];
  const containers = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
  const unscheduled = `It finds no node: ${unstopped(scheduled?.message ?? "no reason given")}.`;
  return [
    ...(scheduled?.status === "False"
      ? [result("pod-scheduling", metadata.name, failed("pod-scheduling", unscheduled))]
      : []),
    ...containers.flatMap((container) => containerResults(metadata.name, container)),
  ];
}

function ofJob({ ownerReferences = [] }: Pod["metadata"]): boolean {
  return ownerReferences.some(({ kind }) => kind === "Job");
}

function containerResults(pod: string, container: ContainerStatus): CheckResult[] {
  const { name, image, restartCount, state, lastState } = container;
  const reason = state?.waiting?.reason ?? "";
  const message = state?.waiting?.message;
  if (PULL_FAULTS.includes(reason)) {
    const said = message === undefined ? "" : `: ${unstopped(message)}`;
    const evidence = `The image ${image ?? "of " + name} can't be fetched (${reason}${said}).`;
    return [result("image-pull", pod, failed("image-pull", evidence))];
  }
  if (CONFIG_FAULTS.includes(reason)) {
    const evidence = `${name} can't be started: ${unstopped(message ?? reason)}.`;
    return [result("secret-keys", pod, failed("secret-keys", evidence))];
  }
  const end = lastState?.terminated;
  const how =
    end === undefined
      ? ""
      : `, last with exit status ${end.exitCode ?? "?"} (${end.reason ?? "?"})`;
  if (reason === "CrashLoopBackOff") {
    const evidence = `${name} has ended ${counted(restartCount, "time")}${how}.`;
    return [result("pod-crash", pod, failed("pod-crash", evidence))];
  }
  if (restartCount > RESTARTS) {
    const evidence = `${name} runs, but has ended ${restartCount} times${how}.`;
    return [result("pod-crash", pod, warned("pod-crash", evidence))];
  }
  return [];
}

/** Whether the Jobs came to their end. */
export function jobResults({ jobs, pods }: ClusterSnapshot): CheckResult[] {
  return jobs.map(({ metadata, status }) => {
    const of = (type: string) => isTrue(status?.conditions, type);
    const failure = of("Failed");
    if (failure !== undefined) {
      const reason = [failure.reason, failure.message].filter(Boolean).join(": ");
      const evidence = `It failed ${counted(status?.failed ?? 0, "time")} and was given up${reason === "" ? "" : ` (${unstopped(reason)})`}.`;
      return result("migration", metadata.name, failed("migration", evidence));
    }
    if (of("Complete") !== undefined || (status?.succeeded ?? 0) > 0) {
      return result("migration", metadata.name, well("It is done."));
    }
    const stuck = pods
      .filter(({ metadata: { ownerReferences = [] } }) =>
        ownerReferences.some(({ kind, name }) => kind === "Job" && name === metadata.name),
      )
      .flatMap(({ status: state }) => state?.containerStatuses ?? [])
      .map(({ state }) => state?.waiting)
      .find((waiting) => [...PULL_FAULTS, ...CONFIG_FAULTS].includes(waiting?.reason ?? ""));
    if (stuck !== undefined) {
      const words = [stuck.reason, stuck.message].filter(Boolean).join(": ");
      const evidence = `Its pod can't be started (${unstopped(words)}).`;
      return result("migration", metadata.name, failed("migration", evidence));
    }
    const evidence = `It is not done yet: ${status?.active ?? 0} running, ${status?.failed ?? 0} failed.`;
    return result("migration", metadata.name, warned("migration", evidence));
  });
}

/** Whether a service has its pods, and which images and restarts they have. */
export function readiness(
  { metadata, spec, status }: Deployment,
  pods: readonly Pod[],
): CheckFinding {
  const wanted = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const evidence = `${ready} of ${counted(wanted, "pod")} ready`;
  if (ready >= wanted && wanted > 0) {
    return well(`${evidence}${runningText(metadata.name, pods)}.`);
  }
  if (wanted === 0) return failed("workload-ready", "It is scaled down to 0 pods.");
  const refused = isTrue(status?.conditions, "ReplicaFailure");
  const stuck = status?.conditions?.find(
    ({ type, status: value }) => type === "Progressing" && value === "False",
  );
  const message = refused?.message ?? stuck?.message;
  const reason = message === undefined ? "" : `: ${unstopped(message)}`;
  // One ready pod serves; none does not.
  return ready > 0 && stuck === undefined && refused === undefined
    ? warned("workload-ready", `${evidence}.`)
    : failed("workload-ready", `${evidence}${reason}.`);
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

function isTrue(
  conditions: readonly Condition[] | undefined,
  wanted: string,
): Condition | undefined {
  return conditions?.find(({ type, status }) => type === wanted && status === "True");
}
