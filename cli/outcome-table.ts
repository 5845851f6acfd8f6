import type { OutcomeRow, OutcomeTable } from "../moving-from-helm/outcome-row";
import type { CommandIo } from "./io";
import { plainTable, tableText } from "./plain-table";

const COLORS: Readonly<Record<OutcomeRow["color"], number>> = {
  green: 32,
  yellow: 33,
  red: 31,
  grey: 90,
};

/** Where the longest subject is folded; a part that is longer by itself stays whole. */
const LONGEST_SUBJECT = 44;
const OUTCOME_WIDTH = 12;

/** Makes what lays rows out for this terminal. */
export function outcomeTable({
  columns,
  color,
}: Pick<CommandIo, "columns" | "color">): OutcomeTable {
  return (rows) => {
    const subjects = rows.map(({ subject }) => folded(subject));
    const width = Math.max(0, ...subjects.flat().map((line) => line.length)) + 2;
    const table = plainTable({
      colWidths: [
        OUTCOME_WIDTH,
        width,
        Math.max(30, Math.min(columns, 140) - width - OUTCOME_WIDTH),
      ],
      wordWrap: true,
    });
    for (const [index, { outcome, color: name, reason }] of rows.entries()) {
      table.push([
        color ? `\u001b[${COLORS[name]}m${outcome}\u001b[39m` : outcome,
        subjects[index]?.join("\n") ?? "",
        reason,
      ]);
    }
    return tableText(table);
  };
}

/** Keys and titles have no spaces to break at, but dots and slashes. */
function folded(subject: string): string[] {
  const lines = [""];
  for (const part of subject.split(/(?<=[./ ])/)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + part.length > LONGEST_SUBJECT) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines;
}
