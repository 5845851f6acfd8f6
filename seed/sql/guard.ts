import { escapeLiteral } from "pg";
import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { columnRule, descriptors } from "../kinds";
import { identifier, tableName } from "./identifiers";
import { readColumns } from "./select";
import { recordSet } from "./statement";

/** Rows of one table, found by any of several sets of columns. */
export interface GuardedRows {
  readonly table: CatalogTable;
  readonly kind: Kind;
  /** Sets of columns, each enough to find a row. */
  readonly by: readonly (readonly string[])[];
  /** Columns that find all rows of a value, which then stands without a key. */
  readonly referring: readonly string[];
  /** Values of these columns. */
  readonly values: readonly Values[];
}

/**
 * A query for the fingerprint of the rows that are found, of those that aren't, and of the table's
 * columns. Another one means that a plan made of these rows no longer fits.
 *
 * @param rows - what stands for the values
 */
export function fingerprintSql(
  schema: string,
  { table, kind, by, referring }: GuardedRows,
  rows: string,
): string {
  const name = tableName(schema, table);
  const columns = [...new Set([...by.flat(), ...referring])];
  const { from, as } = recordSet(table, columns, "r");
  const row = `row(${readColumns(schema, table, kind)
    .map(({ expression }) => expression)
    .join(", ")})::text`;
  return [
    `with d as materialized (select * from ${from}${rows}${as})`,
    "select encode(sha256(convert_to(concat(",
    `  (select string_agg(concat(a.attname, ' ', y.typname, ' ', a.attnotnull), ',' order by a.attnum)`,
    "    from pg_catalog.pg_attribute a join pg_catalog.pg_type y on y.oid = a.atttypid",
    `    where a.attrelid = ${escapeLiteral(name)}::regclass and a.attnum > 0 and not a.attisdropped),`,
    `  string_agg(${row}, E'\\n' order by ${row} collate "C")), 'UTF8')), 'hex') as fingerprint`,
    `from ${name} as t`,
    `where ${[
      ...by.map((set) => isFound(kind, set)),
      ...referring.map((column) => isFound(kind, [column], ` where ${withoutKey(kind, column)}`)),
    ].join("\n  or ")}`,
  ].join("\n");
}

function isFound(kind: Kind, columns: readonly string[], only = ""): string {
  const list = (alias: string): string =>
    columns.map((name) => comparable(kind, name, `${alias}.${identifier(name)}`)).join(", ");
  const left = columns.length === 1 ? list("t") : `(${list("t")})`;
  return `${left} in (select ${list("d")} from d${only})`;
}

/** The condition that a value stands alone, without the rest of a key. */
function withoutKey(kind: Kind, column: string): string {
  const rest = descriptors[kind].key.filter((name) => name !== column);
  return rest.map((name) => `d.${identifier(name)} is null`).join(" and ");
}

function comparable(kind: Kind, name: string, expression: string): string {
  return columnRule(kind, name)?.caseless === true ? `lower(${expression}::text)` : expression;
}
