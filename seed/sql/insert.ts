import type { CatalogTable } from "../catalog";
import type { Kind, Values } from "../rows";
import { tables } from "../tables";
import type { Statement } from "./statement";
import { columnOf, differs, encode, identifier, tableName, toColumnType } from "./identifiers";

/** What is to be inserted into one table. */
export interface InsertRequest {
  readonly schema: string;
  readonly table: CatalogTable;
  readonly kind: Kind;
  readonly rows: readonly Values[];
  /** Columns whose value every row states; only these are set on a row that is there already. */
  readonly stated: readonly string[];
}

/**
 * One statement for all rows, each column an array. It returns the key of each row written, and
 * whether the row is new: another writer may have made it since the tables were read.
 */
export function insertStatement(request: InsertRequest): Statement {
  const { schema, table, kind, rows } = request;
  const rule = tables[kind];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const times = rule.columns
    .filter(({ shape, initial, column }) => {
      return shape === "timestamp" && initial === "now" && table.columns.has(column);
    })
    .map(({ column }) => column);
  const inputs = columns.map((_, index) => `c${index}`);
  const values = columns.map((name, index) => {
    return toColumnType(columnOf(table, name), `d.c${index}`);
  });
  const lines = [
    `insert into ${tableName(schema, table)} as t`,
    `  (${[...columns, ...times].map(identifier).join(", ")})`,
    `select ${[...values, ...times.map(() => "now()")].join(", ")}`,
    `from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(", ")})`,
    `  as d (${inputs.join(", ")})`,
    ...onConflict(request),
    `returning ${rule.key.map((key) => `t.${identifier(key)}::text as ${identifier(key)}`).join(", ")},`,
    "  t.xmax = 0 as created",
  ];
  return {
    text: lines.join("\n"),
    values: columns.map((name) => {
      const column = columnOf(table, name);
      return rows.map((row) => encode(column, row[name] ?? null));
    }),
  };
}

function onConflict({ table, kind, stated }: InsertRequest): string[] {
  const { key } = tables[kind];
  const arbiter = table.uniques.some(
    (columns) => columns.length === key.length && key.every((name) => columns.includes(name)),
  );
  // Without a unique key there is nothing to conflict with.
  if (!arbiter) return [];
  const target = `on conflict (${key.map(identifier).join(", ")})`;
  const set = stated.filter((name) => !key.includes(name));
  if (set.length === 0) return [`${target} do nothing`];
  return [
    `${target} do update`,
    `set ${set.map((name) => `${identifier(name)} = excluded.${identifier(name)}`).join(", ")}`,
    `where ${set
      .map((name) => {
        return differs(
          columnOf(table, name),
          `t.${identifier(name)}`,
          `excluded.${identifier(name)}`,
        );
      })
      .join(" or ")}`,
  ];
}
