import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { tables } from "../tables";
import type { Statement } from "./statement";
import {
  columnOf,
  differs,
  encode,
  identifier,
  nameLiteral,
  tableName,
  toColumnType,
} from "./identifiers";

/** One row's key and its new values. */
export interface RowPatch {
  readonly key: Values;
  /** New values by column; null means the column's default. */
  readonly changes: Values;
}

/** One statement for all rows; each row sets its own columns and leaves the others. */
export function updateStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  patches: readonly RowPatch[],
): Statement {
  const rule = tables[kind];
  const columns = [...new Set(patches.flatMap(({ changes }) => Object.keys(changes)))];
  const touched = rule.columns
    .filter(({ touched, column }) => touched === true && table.columns.has(column))
    .map(({ column }) => `${identifier(column)} = now()`);
  const next = (name: string): string => {
    const literal = nameLiteral(name);
    const value = toColumnType(columnOf(table, name), `(d.p ->> ${literal})`);
    return `case when d.p ? ${literal} then ${value} else t.${identifier(name)} end`;
  };
  const lines = [
    `update ${tableName(schema, table)} as t`,
    `set ${[...columns.map((name) => `${identifier(name)} = ${next(name)}`), ...touched].join(",\n  ")}`,
    `from jsonb_to_recordset($1::jsonb)`,
    `  as d (${[...rule.key.map((_, index) => `k${index} text`), "p jsonb"].join(", ")})`,
    `where ${rule.key
      .map((key, index) => `t.${identifier(key)} = d.k${index}::${columnOf(table, key).type}`)
      .join(" and ")}`,
    `  and (${columns
      .map((name) => differs(columnOf(table, name), `t.${identifier(name)}`, next(name)))
      .join("\n    or ")})`,
  ];
  const records = patches.map(({ key, changes }) => ({
    ...Object.fromEntries(rule.key.map((name, index) => [`k${index}`, key[name]])),
    p: Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, encode(columnOf(table, name), value)]),
    ),
  }));
  return { text: lines.join("\n"), values: [JSON.stringify(records)] };
}
