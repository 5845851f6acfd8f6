import type { V1Job, V1Pod } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { redactor } from "../messages/redact";
import { providerKubeconfig } from "./kubeconfig";

/** The Job that migrates a database. */
export interface MigrationJob {
  readonly namespace: string;
  readonly job: string;
  /** Path of the kubeconfig. Default: what kubectl uses. */
  readonly kubeconfig?: string | undefined;
  /** Context of the kubeconfig. Default: the current one. */
  readonly context?: string | undefined;
}

/** What has become of the Job, and that in a sentence. */
export interface MigrationState {
  readonly state: "running" | "complete" | "failed" | "missing";
  readonly words: string;
}

/** How long the API server may take to answer, in milliseconds. */
const ANSWER_LIMIT = 10_000;
const LOG_LINES = 5;

/**
 * Looks at the Job, and at what its pods say.
 *
 * @param secrets - texts that must not be told
 * @returns nothing where it can't be looked at: without a kubeconfig, rights or a connection
 */
export async function lookAtMigration(
  migration: MigrationJob,
  secrets: readonly string[],
): Promise<MigrationState | undefined> {
  try {
    const { BatchV1Api, CoreV1Api } = await import("@kubernetes/client-node");
    const { namespace, job: name, kubeconfig, context } = migration;
    const config = await providerKubeconfig({ kubeconfig, context });
    if (config === undefined || config.getCurrentCluster() === null) return undefined;
    const job = await limited(
      config.makeApiClient(BatchV1Api).readNamespacedJob({ name, namespace }),
    ).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (job === undefined) {
      return { state: "missing", words: `The migration Job ${name} is not in the cluster.` };
    }
    const api = config.makeApiClient(CoreV1Api);
    const labelSelector = `batch.kubernetes.io/job-name=${name}`;
    const pods = await limited(api.listNamespacedPod({ namespace, labelSelector }));
    const redact = redactor(secrets);
    const lastWords = async (pod: V1Pod) => {
      const lines = await limited(
        api.readNamespacedPodLog({
          name: pod.metadata?.name ?? "",
          namespace,
          tailLines: LOG_LINES,
        }),
      ).catch(() => "");
      return redact(lines.trim());
    };
    return await stateOf(name, job, pods.items, lastWords);
  } catch {
    // The wait goes on as it would without a look.
    return undefined;
  }
}

async function stateOf(
  name: string,
  { status }: V1Job,
  pods: readonly V1Pod[],
  lastWords: (pod: V1Pod) => Promise<string>,
): Promise<MigrationState> {
  const holds = (sought: string) =>
    status?.conditions?.find(({ type, status: value }) => type === sought && value === "True");
  const failure = holds("Failed");
  if (failure === undefined && holds("Complete") !== undefined) {
    return { state: "complete", words: `The migration Job ${name} is complete.` };
  }
  const last = pods.at(-1);
  const said = last === undefined ? "" : await lastWords(last);
  const log = said === "" ? "" : ` The end of its log:\n${said.replaceAll(/^/gm, "  ")}\n`;
  if (failure !== undefined) {
    const reason = [failure.reason, failure.message].filter(Boolean).join(": ");
    const words = `The migration Job ${name} has failed (${reason.replace(/\.$/, "")}).${log}`;
    return { state: "failed", words };
  }
  const waiting = pods
    .flatMap((pod) => pod.status?.containerStatuses ?? [])
    .map(({ state }) => state?.waiting)
    .find((state) => state?.reason !== undefined);
  const why =
    waiting === undefined
      ? ""
      : `, its pod is waiting: ${[waiting.reason, waiting.message].filter(Boolean).join(": ").replace(/\.$/, "")}`;
  return {
    state: "running",
    words: `The migration Job ${name} isn't complete yet, and has failed ${status?.failed ?? 0} times${why}.${log}`,
  };
}

async function limited<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("no answer"));
    }, ANSWER_LIMIT);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === 404;
}
