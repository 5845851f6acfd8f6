import Table from "cli-table3";

import { printable } from "../../seed/summary";
import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { EXIT } from "../errors";
import { type DatabaseTarget, placeDocument } from "./target";

/** Rows for people and scripts. */
export interface List {
  /** Titles of the columns, in the order of the rows' fields. */
  readonly head: readonly string[];
  readonly rows: readonly object[];
}

/** Parts of a list in one cell; `--json` has all of them. */
const PARTS_SHOWN = 8;

/** Prints a list as a table, or with `--json` under its name. */
export function printList(
  { io, options }: CommandContext,
  target: DatabaseTarget,
  name: string,
  { head, rows }: List,
): number {
  if (options.json) {
    printJson(io, { database: placeDocument(target), [name]: rows });
    return EXIT.ok;
  }
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) table.push(Object.values(row).map(cell));
  io.out(`${table.toString()}\n`);
  return EXIT.ok;
}

/** A value on one line, or each part of a list on its own. */
function cell(value: unknown): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, PARTS_SHOWN).map((part) => printable(String(part)));
    const rest = value.length - shown.length;
    return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" || typeof value === "number" ? printable(String(value)) : "";
}
