import { ifAllowed, type ClusterApi } from "./api";
import type { ClusterEvent, ContainerStatus, LogTail, Pod } from "./snapshot";

/** Lines of a log that are read, and the pods whose logs are: the same fault fills all of them. */
const LIMITS = { unhealthy: { lines: 50, logs: 12 }, all: { lines: 500, logs: 40 } } as const;
const BYTES = 262_144;
const EVENTS = 200;

/** The warnings of a namespace, the newest last; none where the rights don't reach them. */
export async function readEvents({ core }: ClusterApi, namespace: string): Promise<ClusterEvent[]> {
  const fieldSelector = "type=Warning";
  const list = await ifAllowed(
    core.listNamespacedEvent({ namespace, fieldSelector, limit: EVENTS }),
  );
  return (list?.items ?? [])
    .map((event) => {
      const { lastTimestamp, eventTime, metadata } = event;
      const times: (Date | undefined)[] = [lastTimestamp, eventTime, metadata.creationTimestamp];
      const last = times.find((time) => time !== undefined);
      return {
        object: event.involvedObject.name ?? "",
        reason: event.reason ?? "",
        message: event.message ?? "",
        count: event.count ?? event.series?.count ?? 1,
        time: last?.toISOString() ?? "",
      };
    })
    .sort((one, other) => one.time.localeCompare(other.time));
}

/** The ends of the logs, of all pods or of what is not well; one that can't be read is left out. */
export async function readLogTails(
  { core }: ClusterApi,
  namespace: string,
  pods: readonly Pod[],
  all: boolean,
): Promise<LogTail[]> {
  const limits = all ? LIMITS.all : LIMITS.unhealthy;
  const containers = pods.flatMap((pod) => containersToRead(pod, all)).slice(0, limits.logs);
  const read = async ({ pod, container, previous }: Omit<LogTail, "lines">) => {
    try {
      const text = await core.readNamespacedPodLog({
        name: pod,
        namespace,
        container,
        previous,
        tailLines: limits.lines,
        limitBytes: BYTES,
      });
      const lines = text.trimEnd().split("\n").filter(Boolean);
      return [{ pod, container, previous, lines }];
    } catch {
      // A container that hasn't started has none, and the node may be unavailable.
      return [];
    }
  };
  return (await Promise.all(containers.map(read))).flat();
}

function containersToRead({ metadata, status }: Pod, all: boolean): Omit<LogTail, "lines">[] {
  if (status?.phase === "Succeeded" && !all) return [];
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
    .filter((container) => all || !isWell(container))
    .map(({ name, state }) => ({
      pod: metadata.name,
      container: name,
      previous: state?.waiting?.reason === "CrashLoopBackOff",
    }));
}

function isWell({ ready, restartCount, state }: ContainerStatus): boolean {
  return (ready && restartCount === 0) || state?.terminated?.exitCode === 0;
}
