import Table, { type TableConstructorOptions } from "cli-table3";

/** A table without lines or a head; the columns are two spaces apart. */
export function plainTable(options: Pick<TableConstructorOptions, "colWidths" | "wordWrap"> = {}) {
  return new Table({
    chars: NO_LINES,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    wrapOnWordBoundary: true,
    ...options,
  });
}

/** A table's text, with no spaces at the ends of lines. */
export function tableText(table: { toString(): string }): string {
  const lines = table.toString().split("\n");
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

const NO_LINES = Object.fromEntries(
  [
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
    ["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ]
    .flat()
    .map((name) => [name, ""]),
);
