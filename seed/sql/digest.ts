import type { KindTables } from "../catalog";
import { kinds } from "../rows";
import { readColumns } from "./select";
import { tableName } from "./identifiers";

/**
 * One row for each table: how many rows it has and the sum of their hashes, over the columns that a
 * plan reads; and the same without the rows that this transaction wrote. A sum needs no sorting.
 */
export function digestSql(schema: string, found: KindTables): string {
  const mine = "t.xmin::text::bigint = txid_current_if_assigned() % 4294967296";
  const hash = "sum(hashtextextended(row_text, 0))";
  const parts = kinds.flatMap((kind) => {
    const table = found[kind];
    if (table === undefined || table.missingRights.includes("select")) return [];
    const columns = readColumns(table, kind).map(({ expression }) => expression);
    return [
      [
        `select '${kind}' as kind,`,
        `  count(*) || '/' || coalesce(${hash}, 0) as whole,`,
        `  count(*) filter (where not mine) || '/' || coalesce(${hash} filter (where not mine), 0) as others`,
        "from (",
        `  select row(${columns.join(", ")})::text as row_text, coalesce(${mine}, false) as mine`,
        `  from ${tableName(schema, table)} as t`,
        ") as r",
      ].join("\n"),
    ];
  });
  return parts.join("\nunion all\n");
}
