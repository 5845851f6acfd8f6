import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { statusOf } from "../../cluster/api";
import { readCluster } from "../../cluster/read";
import type { ClusterSnapshot } from "../../cluster/snapshot";
import { failed, ok } from "../../finding";
import type { ExpectedWorkload } from "./cluster-check";

/** The cluster that a control plane runs in. */
export interface DoctorCluster {
  /** Its current context is looked into. */
  readonly config: KubeConfig;
  readonly namespace: string;
  /** Read the logs of every pod, for a bundle. @default false */
  readonly allLogs?: boolean;
  /** What the stack's state says of the workloads; drift is not looked for without. */
  readonly expected?: readonly ExpectedWorkload[];
}

/** A look into a cluster. */
export interface ClusterVisit extends DoctorCluster {
  /** What was read, once it has been. */
  snapshot?: ClusterSnapshot;
}

export const clusterAccess: Check<ClusterVisit> = {
  id: "cluster-access",
  title: "The doctor can read the cluster",
  meaning: "The API server answers, and lets the doctor list the workloads of the namespace.",
  causes: [
    "The context's credentials have expired.",
    "The API server can be reached only from another network.",
    "The role can't get and list Deployments, Pods, Jobs and Ingresses.",
  ],
  remedy: "Try the same context: kubectl -n NAMESPACE get deployments,pods,jobs.",
  async run(visit, signal) {
    const { config, namespace, allLogs } = visit;
    try {
      visit.snapshot = await readCluster(config, { namespace, allLogs, signal });
    } catch (error) {
      return failed(accessFault(error, namespace));
    }
    const count = visit.snapshot.deployments.length;
    return count > 0
      ? ok(`Namespace ${namespace} has ${counted(count, "Deployment")}.`)
      : failed(`Namespace ${namespace} has no Deployment of a control plane.`);
  },
};

function accessFault(error: unknown, namespace: string): string {
  const status = statusOf(error);
  if (status === 401) return "The API server doesn't accept the context's credentials (401).";
  if (status === 403)
    return `The role isn't allowed to list the workloads in namespace ${namespace} (403).`;
  if (status !== undefined) return `The API server answers ${status}.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  return `The API server can't be reached: ${words ?? ""}.`;
}
