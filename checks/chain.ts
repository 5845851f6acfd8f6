import type { CheckResult, PlannedCheck } from "./check";
import { CHECK_LIMIT, runChecks, type RunOptions } from "./run-checks";

/** Checks of which each needs the one before it: name, connection, certificate, answer. */
export type Chain = readonly PlannedCheck[];

/**
 * Runs chains at the same time, and each from its first link on. What comes after a broken link, or
 * after the end of the time for all, is `not-done`: twenty consequences would hide the one cause.
 */
export async function runChains(
  chains: readonly Chain[],
  options: RunOptions = {},
): Promise<CheckResult[]> {
  const end = performance.now() + (options.totalLimit ?? Number.POSITIVE_INFINITY);
  return (await Promise.all(chains.map((chain) => runChain(chain, options, end)))).flat();
}

async function runChain(chain: Chain, options: RunOptions, end: number): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let broken: CheckResult | undefined;
  for (const check of chain) {
    const left = end - performance.now();
    if (broken !== undefined) {
      results.push(leaveOut(check, `Waits for ${broken.id} of ${broken.subject}.`, options));
    } else if (left <= 0) {
      const seconds = (options.totalLimit ?? 0) / 1000;
      results.push(leaveOut(check, `The ${seconds} seconds for all checks are over.`, options));
    } else {
      const timeLimit = Math.min(options.timeLimit ?? CHECK_LIMIT, Math.ceil(left));
      const [result] = await runChecks([check], { ...options, timeLimit });
      if (result === undefined) continue;
      results.push(result);
      if (result.status === "failed") broken = result;
    }
  }
  return results;
}

function leaveOut(check: PlannedCheck, evidence: string, { onResult }: RunOptions): CheckResult {
  const { id, group, subject, path } = check;
  const result: CheckResult = {
    id,
    group,
    subject,
    ...(path !== undefined && { path }),
    status: "not-done",
    evidence,
    milliseconds: 0,
  };
  onResult?.(result);
  return result;
}
