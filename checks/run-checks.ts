import { messageOf } from "../messages/errors";
import type { CheckResult, PlannedCheck } from "./check";
import { failed, type CheckFinding } from "./finding";
import { waitingLimit } from "./network/waiting-limit";

/** How checks are run. */
export interface RunOptions {
  /** The time that a check may wait, in milliseconds. @default 5000 */
  readonly timeLimit?: number;
  /** The time that all chains have together, in milliseconds. @default none */
  readonly totalLimit?: number;
  /** Called as each check ends. */
  readonly onResult?: (result: CheckResult) => void;
}

/** Default time limit of a check, in milliseconds. */
export const CHECK_LIMIT = 5_000;

/** Runs checks at the same time; the results have the order of the checks. */
export function runChecks(
  checks: readonly PlannedCheck[],
  options: RunOptions = {},
): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async (check) => {
      const started = performance.now();
      const finding = await runWithin(check, options.timeLimit ?? CHECK_LIMIT);
      const result: CheckResult = {
        id: check.id,
        group: check.group,
        subject: check.subject,
        ...(check.path !== undefined && { path: check.path }),
        ...finding,
        milliseconds: Math.round(performance.now() - started),
      };
      options.onResult?.(result);
      return result;
    }),
  );
}

async function runWithin(check: PlannedCheck, timeLimit: number): Promise<CheckFinding> {
  const limit = new AbortController();
  let stop: (() => void) | undefined;
  const late = new Promise<CheckFinding>((resolve) => {
    stop = waitingLimit(timeLimit, () => {
      const remedy = "Check the network between here and there: route, firewall, proxy, DNS.";
      resolve(failed(`No answer within ${timeLimit / 1000} seconds.`, remedy));
      limit.abort();
    });
  });
  try {
    // A library that ignores the signal must not hold up the others.
    return await Promise.race([run(check, limit.signal), late]);
  } finally {
    stop?.();
  }
}

async function run(check: PlannedCheck, signal: AbortSignal): Promise<CheckFinding> {
  try {
    return await check.run(signal);
  } catch (error) {
    return rejected(error);
  }
}

function rejected(error: unknown): CheckFinding {
  const evidence = messageOf(error);
  return failed(evidence, "Fix what the message names, then check again.");
}
