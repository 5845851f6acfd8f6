import { runChains, type Chain } from "../chain";
import { planned, type CheckResult } from "../check";
import { withDetails } from "./cluster/details";
import type { ClusterSnapshot } from "../cluster/snapshot";
import type { RunOptions } from "../run-checks";
import { verdictOf, type Verdict } from "../verdict";
import { doctorChains } from "./chains";
import { causesFirst, clusterChecks } from "./checks";
import { clusterAccess, type ClusterVisit, type DoctorCluster } from "./cluster/cluster-access";
import { resultsOf, type ClusterView } from "./cluster/cluster-check";
import { doctorDatabaseChecks, type DoctorDatabase } from "./database/chain";
import { databaseInside } from "./database/database-inside";
import { namesAt, type ControlPlanePlace, type DoctorTarget } from "./target";

/** A control plane, as the doctor looks at it; what is left out is not looked at. */
export interface DoctorSubject {
  readonly target: DoctorTarget;
  readonly cluster?: DoctorCluster | undefined;
  readonly database?: DoctorDatabase | undefined;
}

/** What was found. */
export interface Diagnosis {
  readonly verdict: Verdict;
  readonly results: readonly CheckResult[];
  /** The cluster's objects, where it was looked into. */
  readonly snapshot?: ClusterSnapshot | undefined;
}

/** The time that all checks have together, in milliseconds. */
const TOTAL_LIMIT = 30_000;

/** Looks at everything at the same time, and finds the first broken link. Nothing is changed. */
export async function diagnose(
  { target, cluster, database }: DoctorSubject,
  options: RunOptions = {},
): Promise<Diagnosis> {
  const opened = database && doctorDatabaseChecks(database, namesAt(target.place, "membership"));
  const visit: ClusterVisit | undefined = cluster && { ...cluster };
  const chains: Chain[] = [
    ...(visit ? [[accessCheck(visit, target.place)]] : []),
    ...(opened ? [opened.chain] : []),
    ...doctorChains(target),
  ];
  try {
    const seen = await runChains(chains, { totalLimit: TOTAL_LIMIT, ...options });
    const snapshot = visit?.snapshot;
    const inside =
      snapshot === undefined
        ? []
        : inCluster({
            ...snapshot,
            expected: cluster?.expected,
            context: target.place.context,
          });
    const results = withoutFalseAlarm([...inside, ...seen]);
    const order = causesFirst.map(({ id }) => id);
    return { verdict: verdictOf(results, order), results, snapshot };
  } finally {
    await opened?.close();
  }
}

function accessCheck(visit: ClusterVisit, place: ControlPlanePlace) {
  const subject = visit.config.getCurrentContext();
  const names = namesAt(place, "membership");
  return planned(clusterAccess, visit, { group: "cluster", subject }, names);
}

/** What the objects of a control plane, and the ends of their logs, say about it. */
export function inCluster(view: ClusterView): CheckResult[] {
  return [
    ...clusterChecks
      .flatMap((check) => resultsOf(check, "cluster", view))
      .map((result) => withDetails(result, view)),
    ...resultsOf(databaseInside, "database", view),
  ];
}

/**
 * A database that this machine can't reach, while Membership is healthy, is no failure of the
 * control plane: only this machine is kept out.
 */
function withoutFalseAlarm(results: readonly CheckResult[]): CheckResult[] {
  const isHealthy = results.some(
    ({ id, group, status }) => id === "service-health" && group === "membership" && status === "ok",
  );
  return results.map((result) =>
    isHealthy && result.id === "database-reach" && result.status === "failed"
      ? { ...result, status: "warning", evidence: `${result.evidence} Membership reaches it.` }
      : result,
  );
}
