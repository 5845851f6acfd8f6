import type { Check, CheckResult } from "./check";
import { runChecks, type RunOptions } from "./run-checks";

/** Checks of which each needs the one before it: name, connection, certificate, answer. */
export type Chain = readonly Check[];

/**
 * Runs chains at the same time, and each from its first link on. What comes after a broken link is
 * `not-done`: twenty consequences would hide the one cause.
 */
export async function runChains(
  chains: readonly Chain[],
  options: RunOptions = {},
): Promise<CheckResult[]> {
  return (await Promise.all(chains.map((chain) => runChain(chain, options)))).flat();
}

async function runChain(chain: Chain, options: RunOptions): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let broken: CheckResult | undefined;
  for (const check of chain) {
    if (broken === undefined) {
      const [result] = await runChecks([check], options);
      if (result === undefined) continue;
      results.push(result);
      if (result.status === "failed") broken = result;
    } else {
      const { id, group, subject, path } = check;
      const result: CheckResult = {
        id,
        group,
        subject,
        ...(path !== undefined && { path }),
        status: "not-done",
        evidence: `Waits for ${broken.id} of ${broken.subject}.`,
        milliseconds: 0,
      };
      results.push(result);
      options.onResult?.(result);
    }
  }
  return results;
}
