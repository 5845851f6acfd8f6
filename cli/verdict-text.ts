import type { Verdict } from "../checks/verdict";
import { guideLink } from "./guide";
import { wrap } from "./wrap";

/** A run's verdict in words: the first broken link, and what to do about it. */
export function verdictText(
  { healthy, first, others, warnings }: Verdict,
  columns = Number.POSITIVE_INFINITY,
): string {
  const more = warnings === 0 ? "" : ` ${warnings} ${warnings === 1 ? "warning" : "warnings"}.`;
  if (healthy || first === undefined) return `All is well.${more}\n`;
  const { id, subject, evidence, remedy } = first;
  const link = guideLink(id);
  const rest =
    others === 0
      ? more.trim()
      : `${others} more ${others === 1 ? "check" : "checks"} failed, most probably because of it.${more}`;
  return [
    `The first broken link: ${id} of ${subject}. ${evidence}`,
    ...(remedy === undefined ? [] : [`What to do: ${remedy}`]),
    ...(link === undefined ? [] : [`More about it: ${link}`]),
    ...(rest === "" ? [] : [rest]),
  ]
    .map((line) => `${wrap(line, columns)}\n`)
    .join("");
}
