import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { tables } from "../tables";
import type { Statement } from "./statement";
import { columnOf, identifier, tableName } from "./identifiers";
import { textArray } from "./text-array";

/** One statement for all rows, found by their keys. */
export function deleteStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  keys: readonly Values[],
): Statement {
  const { key } = tables[kind];
  const lines = [
    `delete from ${tableName(schema, table)} as t`,
    `using unnest(${key.map((_, index) => `$${index + 1}::text[]`).join(", ")})`,
    `  as d (${key.map((_, index) => `k${index}`).join(", ")})`,
    `where ${key
      .map((name, index) => `t.${identifier(name)} = d.k${index}::${columnOf(table, name).type}`)
      .join(" and ")}`,
  ];
  return {
    text: lines.join("\n"),
    values: key.map((name) => textArray(keys, (row) => String(row[name]))),
  };
}
