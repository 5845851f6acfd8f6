import Table from "cli-table3";

import { printable } from "../../messages/printable";
import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { EXIT } from "../errors";
import { type DatabaseTarget, placeDocument } from "./target";

/** Rows for people and scripts. */
export interface List {
  /** Titles of the columns, in the order of the rows' fields. */
  readonly head: readonly string[];
  readonly rows: readonly object[];
  /** How the parts of a list are shown to people, by its field; `--json` has them as they are. */
  readonly text?: Readonly<Record<string, (part: unknown) => string>>;
}

/** Parts of a list in one cell; `--json` has all of them. */
const PARTS_SHOWN = 8;

/** Prints a list as a table, or with `--json` under its name. */
export function printList(
  { io, options }: CommandContext,
  target: DatabaseTarget,
  name: string,
  { head, rows, text = {} }: List,
): number {
  if (options.json) {
    printJson(io, { database: placeDocument(target), [name]: rows });
    return EXIT.ok;
  }
  const cells = rows.map((row) =>
    Object.entries(row).map(([field, value]) => cell(value, text[field])),
  );
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...cells);
  const whole = table.toString();
  const width = whole.indexOf("\n");
  io.out(`${width <= io.columns ? whole : cells.map((row) => block(head, row)).join("\n\n")}\n`);
  return EXIT.ok;
}

/** A row for a narrow terminal: a line for each column that has a value. */
function block(head: readonly string[], cells: readonly string[]): string {
  const label = Math.max(...head.map((title) => title.length)) + 2;
  return cells
    .flatMap((text, column) =>
      text === ""
        ? []
        : text
            .split("\n")
            .map(
              (line, index) => `${(index === 0 ? (head[column] ?? "") : "").padEnd(label)}${line}`,
            ),
    )
    .join("\n");
}

/** A value on one line, or each part of a list on its own. */
function cell(value: unknown, textOf: (part: unknown) => string = String): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, PARTS_SHOWN).map((part) => printable(textOf(part)));
    const rest = value.length - shown.length;
    return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" || typeof value === "number" ? printable(String(value)) : "";
}
