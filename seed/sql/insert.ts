import type { CatalogTable } from "../catalog";
import type { CreatedValue } from "../plan-types";
import type { DesiredRow, Kind } from "../rows";
import { tables } from "../tables";
import type { Statement } from "./statement";
import { columnOf, encode, identifier, tableName, toColumnType } from "./identifiers";
import { textArray } from "./text-array";

/**
 * One statement for all rows, each column an array. A row that another writer has made since the
 * tables were read makes it fail, and the next attempt adopts that row.
 */
export function insertStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  creates: readonly DesiredRow[],
  valueOf: CreatedValue,
): Statement {
  const columns = columnsOf(creates);
  const times = tables[kind].columns
    .filter(({ shape, initial, column }) => {
      return shape === "timestamp" && initial === "now" && table.columns.has(column);
    })
    .map(({ column }) => column);
  const inputs = columns.map((_, index) => `c${index}`);
  const values = columns.map((name, index) => {
    return toColumnType(columnOf(table, name), `d.c${index}`);
  });
  const lines = [
    `insert into ${tableName(schema, table)}`,
    `  (${[...columns, ...times].map(identifier).join(", ")})`,
    `select ${[...values, ...times.map(() => "now()")].join(", ")}`,
    `from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(", ")})`,
    `  as d (${inputs.join(", ")})`,
  ];
  return {
    text: lines.join("\n"),
    values: columns.map((name) => {
      const column = columnOf(table, name);
      return textArray(creates, (row) => encode(column, valueOf(row, name)));
    }),
  };
}

/** Every column that a row has a value for. */
function columnsOf(creates: readonly DesiredRow[]): string[] {
  const columns = new Set<string>();
  for (const row of creates) {
    if (row.id !== undefined) columns.add("id");
    for (const column of row.columns) columns.add(column);
    for (const column in row.initial) columns.add(column);
  }
  return [...columns];
}
