import type { CatalogTable } from "../catalog";
import type { Value } from "../rows";
import { columnOf, identifier } from "./identifiers";

/**
 * A statement that writes rows. The rows are one JSON value between two parts of the text, so a run
 * sends them as a parameter and a SQL file holds them as a literal of the same statement.
 */
export interface Statement {
  readonly before: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly after: string;
}

/** The text of a statement, with what stands for its rows. */
export function statementText({ before, after }: Statement, rows: string): string {
  return `${before}${rows}${after}`;
}

/** `from` and `as` of the rows: a record set whose columns have the types of the table's. */
export function recordSet(
  table: CatalogTable,
  columns: readonly string[],
  alias: string,
): { readonly from: string; readonly as: string } {
  const types = columns.map((name) => `${identifier(name)} ${columnOf(table, name).type}`);
  return { from: "json_to_recordset(", as: `) as ${alias} (${types.join(", ")})` };
}

/** What a row puts into a column: its default, where the row has nothing for it. */
export function valueOf(
  table: CatalogTable,
  name: string,
  rows: readonly Readonly<Record<string, Value | undefined>>[],
): string {
  const { defaultExpression, expression } = columnOf(table, name);
  const value = expression ?? `d.${identifier(name)}`;
  const open = rows.some((row) => (row[name] ?? null) === null);
  return open && defaultExpression !== undefined
    ? `coalesce(${value}, ${defaultExpression})`
    : value;
}
