import type { CatalogTable } from "../catalog";
import { groupBy } from "../group-by";
import type { Kind, Values } from "../rows";
import { descriptors, keyColumns } from "../kinds";
import { identifier, tableName } from "./identifiers";
import { recordSet, type Statement, valueOf } from "./statement";

/** One row's key and its new values. */
export interface RowPatch {
  readonly key: Values;
  /** New values by column; null means the column's default. */
  readonly changes: Values;
}

/** One statement for all rows that change the same columns. */
export function updateStatements(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  patches: readonly RowPatch[],
): Statement[] {
  const groups = groupBy(patches, ({ changes }) => JSON.stringify(Object.keys(changes).sort()));
  return [...groups.values()].map((group) => updateStatement(schema, table, kind, group));
}

function updateStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  patches: readonly RowPatch[],
): Statement {
  const { columns: rules } = descriptors[kind];
  const key = keyColumns(kind, table);
  const columns = Object.keys(patches[0]?.changes ?? {});
  const rows = patches.map((patch) => ({ ...patch.key, ...patch.changes }));
  const { from, as } = recordSet(table, [...key, ...columns], "d");
  const assignments = [
    ...columns.map((name) => `${identifier(name)} = ${valueOf(table, name, rows)}`),
    ...rules
      .filter(({ touched, column }) => touched === true && table.columns.has(column))
      .map(({ column }) => `${identifier(column)} = now()`),
  ];
  return {
    before: [
      `update ${tableName(schema, table)} as t`,
      `set ${assignments.join(", ")}`,
      `from ${from}`,
    ].join("\n"),
    rows,
    after: `${as}\nwhere ${sameKey(key)}`,
  };
}

/** The condition that a row of the table is one of the record set. */
export function sameKey(key: readonly string[]): string {
  return key.map((name) => `t.${identifier(name)} = d.${identifier(name)}`).join(" and ");
}
