import type { CheckResult } from "../../checks/check";
import type { CheckStatus } from "../../checks/finding";
import { counted } from "../../messages/counted";
import type { CommandIo } from "../io";

/** One line below the table: whether the stack can be deployed, and what came of how many checks. */
export function preflightSummary(
  results: readonly CheckResult[],
  { color }: Pick<CommandIo, "color">,
): string {
  const count = (sought: CheckStatus) => results.filter(({ status }) => status === sought).length;
  const [failed, warnings, notDone] = [count("failed"), count("warning"), count("not-done")];
  const parts = [
    ...(failed === 0 ? [] : [`${counted(failed, "check")} failed`]),
    `${failed === 0 ? counted(count("ok"), "check") : count("ok")} passed`,
    ...(warnings === 0 ? [] : [counted(warnings, "warning")]),
    ...(notDone === 0 ? [] : [`${notDone} not done`]),
  ];
  const verdict = failed === 0 ? "Ready to deploy." : "Not ready to deploy.";
  const head = color ? `\u001b[1m${verdict}\u001b[22m` : verdict;
  return `\n${head} ${parts.join(", ")}.\n`;
}
