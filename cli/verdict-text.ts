import type { Verdict } from "../checks/verdict";
import { counted } from "../messages/counted";
import { guideLink } from "./guide";
import type { CommandIo } from "./io";
import { wrap } from "../messages/wrap";

/** Longer lines are hard to read. */
const WIDEST = 100;

/** A run's verdict in words: the first broken link, or what is changing, and what to do about it. */
export function verdictText(
  { healthy, first, others, warnings }: Verdict,
  { columns, color }: Pick<CommandIo, "columns" | "color">,
): string {
  const bold = (text: string) => (color ? `\u001b[1m${text}\u001b[22m` : text);
  const more = warnings === 0 ? "" : ` ${counted(warnings, "warning")}.`;
  if (healthy || first === undefined) return `${bold("Everything works.")}${more}\n`;
  const { id, subject, evidence, remedy } = first;
  const link = guideLink(id);
  const rest =
    others === 0
      ? more.trim()
      : first.status === "failed"
        ? `${counted(others, "more check")} failed, probably because of it.${more}`
        : `${counted(others, "more check")} found the same.${more}`;
  const head = first.status === "failed" ? "The first broken link:" : "Not settled yet:";
  return [
    [head, `${id} of ${subject}. ${evidence}`],
    ...(remedy === undefined ? [] : [["What to do:", remedy]]),
    ...(link === undefined ? [] : [["More:", link]]),
    ...(rest === "" ? [] : [["", rest]]),
  ]
    .map(([head = "", text = ""]) => {
      const lines = wrap(`${head} ${text}`.trim(), Math.min(columns, WIDEST));
      return `${bold(head)}${lines.slice(head.length)}\n`;
    })
    .join("");
}
