import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { keyColumns } from "../kinds";
import { tableName } from "./identifiers";
import { recordSet, type Statement } from "./statement";
import { sameKey } from "./update";

/** One statement for all rows, found by their keys. */
export function deleteStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  keys: readonly Values[],
): Statement {
  const key = keyColumns(kind, table);
  const { from, as } = recordSet(table, key, "d");
  return {
    before: `delete from ${tableName(schema, table)} as t\nusing ${from}`,
    rows: keys,
    after: `${as}\nwhere ${sameKey(key)}`,
  };
}
