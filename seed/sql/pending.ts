import type { CatalogColumn, CatalogTable, KindTables } from "../catalog";
import { descriptors } from "../kinds";
import { isPending, type Kind, type Pending, type PlannedValue, type Values } from "../rows";
import { columnOf, identifier, tableName } from "./identifiers";

/** Values by column, of which some are ids that the database makes in the same run. */
export type PlannedValues = Readonly<Record<string, PlannedValue>>;

/** A table and rows for a statement, in which each pending id is its row's key. */
export interface WithPending {
  readonly table: CatalogTable;
  readonly rows: readonly Values[];
}

/**
 * Makes rows with pending ids into plain ones: a column with such ids is sent as JSON, a list of the
 * new row's key or the id itself, and the statement finds the id.
 */
export function withPending(
  schema: string,
  found: KindTables,
  kind: Kind,
  table: CatalogTable,
  rows: readonly PlannedValues[],
): WithPending {
  const pending = new Map<string, Pending>();
  for (const { column, within } of descriptors[kind].columns) {
    if (within === undefined) continue;
    const value = rows.map((row) => row[column]).find(isPending);
    if (value !== undefined) pending.set(column, value);
  }
  if (pending.size === 0) return { table, rows: rows as readonly Values[] };
  const columns = new Map(table.columns);
  for (const [name, example] of pending) {
    columns.set(name, asJson(schema, found, columnOf(table, name), example));
  }
  return {
    table: { ...table, columns },
    rows: rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          isPending(value) ? Object.values(value.key).map(String) : value,
        ]),
      ),
    ),
  };
}

function asJson(
  schema: string,
  found: KindTables,
  column: CatalogColumn,
  { pending, key }: Pending,
): CatalogColumn {
  const target = found[pending];
  if (target === undefined) throw new Error(`no table for ${pending}`);
  const value = `d.${identifier(column.name)}`;
  const same = Object.keys(key).map(
    (name, index) =>
      `p.${identifier(name)} = (${value} ->> ${index})::${columnOf(target, name).type}`,
  );
  const id = `(select p."id" from ${tableName(schema, target)} as p where ${same.join(" and ")})`;
  return {
    ...column,
    type: "json",
    expression: `case json_typeof(${value}) when 'array' then ${id} else (${value} #>> '{}')::${column.type} end`,
  };
}
