import type { KindTables } from "../catalog";
import { kinds } from "../rows";
import { readColumns } from "./select";
import { tableName } from "./identifiers";

/**
 * One row for each table: how many rows it has and the sum of their hashes, over the columns that a
 * plan reads. A sum needs no sorting. `withOthers`: the same also without the rows that this
 * transaction wrote.
 */
export function digestSql(schema: string, found: KindTables, withOthers: boolean): string {
  const digest = (filter: string): string =>
    `count(*)${filter} || '/' || coalesce(sum(hash)${filter}, 0)`;
  const parts = kinds.flatMap((kind) => {
    const table = found[kind];
    if (table === undefined || table.missingRights.includes("select")) return [];
    const columns = readColumns(schema, table, kind).map(({ expression }) => expression);
    return [
      [
        `select '${kind}' as kind,`,
        `  ${digest("")} as whole,`,
        `  ${withOthers ? digest(" filter (where writer <> me.id)") : "null"} as others`,
        "from (",
        `  select t.xmin as writer, hashtextextended(row(${columns.join(", ")})::text, 0) as hash`,
        `  from ${tableName(schema, table)} as t`,
        ") as r, me",
      ].join("\n"),
    ];
  });
  // No row has the transaction number 0, which stands for a transaction that wrote nothing.
  const me = "coalesce(txid_current_if_assigned() % 4294967296, 0)::text::xid";
  return `with me as materialized (select ${me} as id)\n${parts.join("\nunion all\n")}`;
}
