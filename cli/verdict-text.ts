import type { Verdict } from "../checks/verdict";

/** Where the checks are explained. */
const GUIDE = "docs/troubleshooting.md";

/** A run's verdict in words: the first broken link, and what to do about it. */
export function verdictText({ healthy, first, others, warnings }: Verdict): string {
  const more = warnings === 0 ? "" : ` ${warnings} ${warnings === 1 ? "warning" : "warnings"}.`;
  if (healthy || first === undefined) return `All is well.${more}\n`;
  const rest =
    others === 0
      ? ""
      : `\n${others} more ${others === 1 ? "check" : "checks"} failed, most probably because of it.`;
  return [
    `The first broken link: ${first.id} of ${first.subject}. ${first.evidence}`,
    `What to do: ${first.remedy ?? `see ${GUIDE}#${first.id}`}`,
    `More about it: ${GUIDE}#${first.id}${rest}${more}`,
    "",
  ].join("\n");
}
