import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { columnRule, descriptors } from "../kinds";
import { identifier, tableName } from "./identifiers";
import { recordSet, type Statement, valueOf } from "./statement";

/**
 * One statement for all rows. A row that another writer has made since the tables were read makes
 * it fail, and the next attempt adopts that row.
 */
export function insertStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  rows: readonly Values[],
): Statement {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const times = descriptors[kind].columns
    .filter(({ initial, column }) => initial === "now" && table.columns.has(column))
    .map(({ column }) => column);
  const values = columns.map((name) => valueOf(table, name, rows));
  const { from, as } = recordSet(table, columns, "d");
  return {
    before: [
      `insert into ${tableName(schema, table)}`,
      `  (${[...columns, ...times].map(identifier).join(", ")})`,
      `select ${[...values, ...times.map(() => "now()")].join(", ")}`,
      `from ${from}`,
    ].join("\n"),
    rows: withObjects(kind, columns, rows),
    after: as,
  };
}

/** The rows with JSON objects for their text. */
function withObjects(
  kind: Kind,
  columns: readonly string[],
  rows: readonly Values[],
): Statement["rows"] {
  const objects = columns.filter((name) => columnRule(kind, name)?.shape === "object");
  if (objects.length === 0) return rows;
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      objects.map((name): [string, unknown] => [name, JSON.parse(String(row[name] ?? null))]),
    ),
  }));
}
