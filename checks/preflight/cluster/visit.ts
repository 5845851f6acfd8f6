import { messageOf } from "../../../messages/errors";
import type { StackConfig } from "../../../config/schema";
import type { Check } from "../../check";
import { openClusterApi, statusOf, type ClusterApi } from "../../cluster/api";
import { providerKubeconfig, type KubernetesSettings } from "../../../seed/kubeconfig";
import { failed, notDone, type CheckFinding } from "../../finding";

/** The cluster that a stack is to be deployed to. */
export interface ClusterVisit {
  readonly config: StackConfig;
  readonly settings: KubernetesSettings;
  readonly namespace: string;
}

/** A check of the preflight in the cluster. */
export type ClusterPreflightCheck = Check<ClusterVisit>;

/**
 * Looks into the cluster, where there is one.
 *
 * @param otherwise - what a fault of the connection comes to; the first check tells of it
 */
export async function withCluster(
  { settings }: ClusterVisit,
  signal: AbortSignal,
  look: (api: ClusterApi) => Promise<CheckFinding>,
  otherwise: (evidence: string) => CheckFinding = failed,
): Promise<CheckFinding> {
  const folder = settings.renderYamlToDirectory;
  if (folder !== undefined) return notDone(`Objects are written to ${folder}, not to a cluster.`);
  try {
    const kubeconfig = await providerKubeconfig(settings);
    if (kubeconfig === undefined) return notDone("There is no kubeconfig here.");
    return await look(await openClusterApi(kubeconfig, signal));
  } catch (error) {
    return otherwise(wordsOf(error));
  }
}

/** For the checks that go beside the first one, which tells what is wrong with the cluster. */
export function notAsked(evidence: string): CheckFinding {
  return notDone(`The API server can't be queried: ${evidence}`);
}

/** An API server's refusal without its headers, or the words of the connection's fault. */
function wordsOf(error: unknown): string {
  const status = statusOf(error);
  if (status === 401) return "The API server doesn't accept the kubeconfig's login (401).";
  if (status === 403) return "The API server refuses the request (403).";
  const words = messageOf(error);
  return words.split("\n")[0] ?? words;
}
