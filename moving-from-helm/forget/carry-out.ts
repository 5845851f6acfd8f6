import * as z from "zod";
import { statusOf, type ClusterApi } from "../../checks/cluster/api";
import { faultSentence } from "../../checks/network/fault-words";
import { helmMarks } from "../release/helm-marks";
import type { Decision, Forgetting } from "./decision";

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

/**
 * Does what was decided: takes Helm's marks off what the stack has, deletes the rest of the release,
 * and at the end its records. When something fails, the others are still done, but the records
 * stay, so that it can be repeated.
 */
export async function carryOut(api: ClusterApi, planned: Forgetting): Promise<Forgetting> {
  const { decisions, records, namespace } = planned;
  const failures = new Map<unknown, string>();
  const attempt = async (what: unknown, work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      // Somebody else was faster.
      if (statusOf(error) !== 404) failures.set(what, faultOf(error));
    }
  };
  for (const decision of decisions.filter(isToBeUnmarked)) {
    const { live = {} } = decision;
    const work = api.objects.removeMarks(decision, live.metadata?.uid ?? "", helmMarks(live));
    await attempt(decision, work);
  }
  const deleted = decisions.filter(({ outcome }) => outcome === "delete");
  for (const decision of deleted.toSorted((one, other) => rank(one) - rank(other))) {
    await attempt(decision, api.objects.remove(decision, decision.live?.metadata?.uid ?? ""));
  }
  // The newest goes last: it names the objects when this is repeated.
  for (const record of records) {
    if (failures.size > 0) break;
    const place = { name: record.name, namespace };
    await attempt(
      record,
      record.kind === "Secret"
        ? api.core.deleteNamespacedSecret(place)
        : api.core.deleteNamespacedConfigMap(place),
    );
  }
  return {
    ...planned,
    state: failures.size === 0 ? "done" : "failed",
    decisions: decisions.map((each) => ({ ...each, failure: failures.get(each) })),
    records: records.map((each) => ({ ...each, failure: failures.get(each) })),
  };
}

/** Whether the stack has the object, and it has marks of Helm. */
export function isToBeUnmarked({ outcome, live = {} }: Decision): boolean {
  return outcome === "taken-over" && Object.values(helmMarks(live)).flat().length > 0;
}

function rank({ kind }: Decision): number {
  const index = RUNNING.indexOf(kind);
  return index === -1 ? RUNNING.length : index;
}

const answerSchema = z.object({ body: z.string().transform(parsed) });
const statusSchema = z.object({ message: z.string() });

/** The API server's own words, without its headers, or those of the network's fault. */
export function faultOf(error: unknown): string {
  const status = statusOf(error);
  if (status === undefined) {
    return faultSentence(error instanceof Error ? (error.cause ?? error) : error);
  }
  const { message } = statusSchema.safeParse(answerSchema.safeParse(error).data?.body).data ?? {};
  return message === undefined ? `The API server answers ${status}.` : `${message} (${status})`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
