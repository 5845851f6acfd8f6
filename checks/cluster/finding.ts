import type { CheckFinding, CheckResult } from "../check";
import { remedyIn } from "../description";
import { clusterChecks, type ClusterCheckId } from "./catalogue";

/** A result of the checks in the cluster. */
export function result(id: ClusterCheckId, subject: string, finding: CheckFinding): CheckResult {
  return { id, group: "cluster", subject, ...finding, milliseconds: 0 };
}

/** Nothing to do. */
export function well(evidence: string): CheckFinding {
  return { status: "ok", evidence };
}

/** A failure with the catalogue's remedy. */
export function failed(id: ClusterCheckId, evidence: string): CheckFinding {
  return { status: "failed", evidence, remedy: remedyIn(clusterChecks, id) };
}

/** A warning with the catalogue's remedy. */
export function warned(id: ClusterCheckId, evidence: string): CheckFinding {
  return { status: "warning", evidence, remedy: remedyIn(clusterChecks, id) };
}

/** A message without the full stop that some controllers end it with, for the middle of a sentence. */
export function unstopped(message: string): string {
  return message.trim().replace(/\.$/, "");
}
