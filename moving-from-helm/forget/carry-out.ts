import * as z from "zod";
import { statusOf, type ClusterApi } from "../../checks/cluster/api";
import { faultSentence } from "../../checks/network/fault-words";
import { MANAGED_BY, RELEASE_NAME, RELEASE_NAMESPACE } from "./classify";
import type { Decision } from "./decision";
import { titleOf } from "../release/object-id";
import type { StoredRecord } from "../release/records";

/** What went wrong, by what was tried; empty when all is done. */
export type Failures = ReadonlyMap<Decision | StoredRecord, string>;

/** What runs, and what makes it run: these go first, so that nothing starts what is going away. */
const RUNNING = [
  "HorizontalPodAutoscaler",
  "CronJob",
  "Deployment",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "Pod",
];

/** The labels and annotations that Helm and its charts put on objects. */
const LABELS = ["helm.sh/chart"];
const ANNOTATIONS = [RELEASE_NAME, RELEASE_NAMESPACE];

/**
 * Does what was decided: takes Helm's marks off what the stack has, deletes the rest of the release,
 * and at the end its records. When something fails, the others are still done, but the records
 * stay, so that it can be repeated.
 */
export async function carryOut(
  api: ClusterApi,
  decisions: readonly Decision[],
  records: readonly StoredRecord[],
  namespace: string,
): Promise<Failures> {
  const failures = new Map<Decision | StoredRecord, string>();
  const attempt = async <T extends Decision | StoredRecord>(
    what: T,
    work: (what: T) => Promise<void>,
  ) => {
    try {
      await work(what);
    } catch (error) {
      // Somebody else was faster.
      if (statusOf(error) !== 404) failures.set(what, faultOf(error));
    }
  };
  const of = (outcome: Decision["outcome"]) =>
    decisions.filter((decision) => decision.outcome === outcome);
  for (const decision of of("taken-over")) {
    await attempt(decision, (each) => removeMarks(api, each));
  }
  for (const decision of inOrder(of("delete"))) {
    await attempt(decision, (each) => remove(api, each));
  }
  if (failures.size > 0) return failures;
  // The newest goes last: it names the objects when this is repeated.
  for (const record of records) {
    await attempt(record, async ({ kind, name }) => {
      const place = { name, namespace };
      await (kind === "Secret"
        ? api.core.deleteNamespacedSecret(place)
        : api.core.deleteNamespacedConfigMap(place));
    });
    if (failures.size > 0) return failures;
  }
  return failures;
}

/** Whether an object has a mark of Helm that is to be taken off. */
export function hasMarks({ object }: Decision): boolean {
  const { labels = {}, annotations = {} } = object.live?.metadata ?? {};
  return (
    labels[MANAGED_BY] === "Helm" ||
    LABELS.some((name) => name in labels) ||
    ANNOTATIONS.some((name) => name in annotations)
  );
}

async function removeMarks({ objects }: ClusterApi, decision: Decision): Promise<void> {
  if (!hasMarks(decision)) return;
  const { object } = decision;
  const { uid = "", labels = {} } = object.live?.metadata ?? {};
  const manager = labels[MANAGED_BY] === "Helm" ? [MANAGED_BY] : [];
  await objects.removeMarks(object, uid, {
    labels: [...LABELS, ...manager],
    annotations: ANNOTATIONS,
  });
}

async function remove({ objects }: ClusterApi, { object }: Decision): Promise<void> {
  await objects.remove(object, object.live?.metadata?.uid ?? "");
}

function inOrder(decisions: readonly Decision[]): Decision[] {
  const rank = ({ object }: Decision) => {
    const index = RUNNING.indexOf(object.kind);
    return index === -1 ? RUNNING.length : index;
  };
  return [...decisions].sort((one, other) => rank(one) - rank(other));
}

/** The API server's own words, without its headers, or those of the network's fault. */
export function faultOf(error: unknown): string {
  const status = statusOf(error);
  if (status === undefined) {
    return faultSentence(error instanceof Error ? (error.cause ?? error) : error);
  }
  const body = error instanceof Error && "body" in error ? error.body : undefined;
  const message = typeof body === "string" ? messageIn(body) : undefined;
  return message === undefined ? `The API server answers ${status}.` : `${message} (${status})`;
}

const statusSchema = z.object({ message: z.string() });

function messageIn(body: string): string | undefined {
  try {
    return statusSchema.safeParse(JSON.parse(body)).data?.message;
  } catch {
    return undefined;
  }
}

/** The title of what a failure is about. */
export function failedTitle(what: Decision | StoredRecord): string {
  return titleOf("object" in what ? what.object : what);
}
