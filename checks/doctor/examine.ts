import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { runChains, type Chain } from "../chain";
import type { Check, CheckResult } from "../check";
import { counted } from "../../messages/counted";
import { statusOf } from "../cluster/api";
import type { ExpectedWorkload } from "../cluster/drift";
import { clusterFindings } from "../cluster/findings";
import { failed } from "../cluster/finding";
import { readCluster } from "../cluster/read";
import type { ClusterSnapshot } from "../cluster/snapshot";
import { doctorDatabaseChecks, type DoctorDatabase } from "../database/doctor-checks";
import { insideResults } from "../database/inside";
import type { RunOptions } from "../run-checks";
import { verdictOf, type Verdict } from "../verdict";
import { CHECK_ORDER } from "./all-checks";
import { doctorChains } from "./chains";
import type { DoctorTarget } from "./target";

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

/** Everything that is looked at; what is left out is not. */
export interface Patient {
  readonly target: DoctorTarget;
  readonly cluster?: DoctorCluster;
  readonly database?: DoctorDatabase;
}

/** What was found. */
export interface Diagnosis {
  readonly verdict: Verdict;
  readonly results: readonly CheckResult[];
  /** The cluster's objects, where it was looked into. */
  readonly snapshot?: ClusterSnapshot;
}

/** The time that all checks have together, in milliseconds. */
const TOTAL_LIMIT = 30_000;

/** Looks at everything at the same time, and finds the first broken link. Nothing is changed. */
export async function examine(patient: Patient, options: RunOptions = {}): Promise<Diagnosis> {
  const { target, cluster, database } = patient;
  const opened = database && doctorDatabaseChecks(database);
  let snapshot: ClusterSnapshot | undefined;
  const access =
    cluster &&
    accessCheck(cluster, (read) => {
      snapshot = read;
    });
  const chains: Chain[] = [
    ...(access ? [[access]] : []),
    ...(opened ? [opened.chain] : []),
    ...doctorChains(target),
  ];
  try {
    const seen = await runChains(chains, { totalLimit: TOTAL_LIMIT, ...options });
    const inside =
      snapshot === undefined
        ? []
        : [...clusterFindings(snapshot, cluster?.expected), ...insideResults(snapshot)];
    const results = soften([...inside, ...seen]);
    const verdict = verdictOf(results, CHECK_ORDER);
    return { verdict, results, ...(snapshot && { snapshot }) };
  } finally {
    await opened?.close();
  }
}

function accessCheck(
  { config, namespace, allLogs = false }: DoctorCluster,
  keep: (snapshot: ClusterSnapshot) => void,
): Check {
  const subject = config.getCurrentContext();
  return {
    id: "cluster-access",
    group: "cluster",
    subject,
    run: async (signal) => {
      try {
        const snapshot = await readCluster(config, { namespace, allLogs, signal });
        keep(snapshot);
        const count = snapshot.deployments.length;
        return count > 0
          ? {
              status: "ok",
              evidence: `Namespace ${namespace} has ${counted(count, "Deployment")}.`,
            }
          : failed(
              "cluster-access",
              `Namespace ${namespace} has no Deployment of a control plane.`,
            );
      } catch (error) {
        return failed("cluster-access", accessFault(error, namespace));
      }
    },
  };
}

function accessFault(error: unknown, namespace: string): string {
  const status = statusOf(error);
  if (status === 401) return "The API server does not accept the context's credentials (401).";
  if (status === 403) return `The role may not list the workloads of namespace ${namespace} (403).`;
  if (status !== undefined) return `The API server answers ${status}.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  return `The API server can't be reached: ${words ?? ""}.`;
}

/**
 * Membership that is well reaches its database. Then a database that this machine can't reach is
 * none of its users' troubles.
 */
function soften(results: readonly CheckResult[]): CheckResult[] {
  const well = results.some(
    ({ id, group, status }) => id === "service-health" && group === "membership" && status === "ok",
  );
  if (!well) return [...results];
  return results.map((entry) =>
    entry.id === "database-reach" && entry.status === "failed"
      ? { ...entry, status: "warning", evidence: `${entry.evidence} Membership reaches it.` }
      : entry,
  );
}
