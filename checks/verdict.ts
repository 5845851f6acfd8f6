import type { CheckResult } from "./check";

/** What a whole run comes to. */
export interface Verdict {
  /** Nothing failed, and nothing is changing. */
  readonly healthy: boolean;
  /** The failure that the others probably follow from; without one, what is changing. */
  readonly first?: CheckResult;
  /** How many more failed; without a failure, how many more are changing. */
  readonly others: number;
  readonly warnings: number;
}

/**
 * Finds the first broken link.
 *
 * @param results - all results of a run
 * @param order - the ids of checks, causes before their consequences; an unknown id comes last
 */
export function verdictOf(results: readonly CheckResult[], order: readonly string[]): Verdict {
  const rank = new Map(order.map((id, index) => [id, index]));
  const rankOf = ({ id }: CheckResult) => rank.get(id) ?? order.length;
  const failed = results.filter(({ status }) => status === "failed");
  const unwell = failed.length > 0 ? failed : results.filter(({ status }) => status === "changing");
  const first = unwell.reduce<CheckResult | undefined>(
    (best, result) => (best === undefined || rankOf(result) < rankOf(best) ? result : best),
    undefined,
  );
  return {
    healthy: first === undefined,
    ...(first && { first }),
    others: Math.max(0, unwell.length - 1),
    warnings: results.filter(({ status }) => status === "warning").length,
  };
}
