import type { CatalogColumn, CatalogTable } from "../catalog";
import type { Kind } from "../rows";
import { descriptors } from "../kinds";
import type { Shape } from "../kinds/kind";
import { linkedItems } from "./linked";
import { columnOf, identifier, tableName } from "./identifiers";

/** Rows whose column equals one of the values. */
export interface Condition {
  readonly column: string;
  readonly values: readonly string[];
  /** Compare as lower-case text; the values are in lower case. */
  readonly caseless?: boolean;
  /** Also rows without a value. */
  readonly orNull?: boolean;
}

/** SQL text and its parameters. */
export interface Query {
  readonly text: string;
  readonly values: readonly (readonly string[])[];
}

/** One statement for the rows that meet any of the conditions, with the columns that are known. */
export function selectStatement(
  schema: string,
  table: CatalogTable,
  kind: Kind,
  conditions: readonly Condition[],
): Query {
  const usable = conditions.filter(({ column }) => table.columns.has(column));
  const lines = [
    `select ${readColumns(schema, table, kind)
      .map(({ column, expression }) => `${expression} as ${identifier(column)}`)
      .join(",\n  ")}`,
    `from ${tableName(schema, table)} as t`,
    `where ${usable
      .map(({ column, caseless, orNull }, index) => {
        const name = `t.${identifier(column)}`;
        return caseless === true
          ? `lower(${name}::text) = any($${index + 1}::text[])`
          : `${name} = any($${index + 1}::text[]::${columnOf(table, column).type}[])${orNull === true ? ` or ${name} is null` : ""}`;
      })
      .join("\n  or ")}`,
  ];
  return {
    text: lines.join("\n"),
    values: usable.map(({ values }) => values),
  };
}

/** The columns that a plan reads, each as an expression over the table `t`. */
export function readColumns(
  schema: string,
  table: CatalogTable,
  kind: Kind,
): { readonly column: string; readonly expression: string }[] {
  return descriptors[kind].columns
    .filter(
      ({ column, property, refers, read }) =>
        (property !== undefined || refers !== undefined || read === true) &&
        table.columns.has(column),
    )
    .map(({ column, shape }) => ({
      column,
      expression: readable(schema, columnOf(table, column), shape),
    }));
}

/** Text for what is text or number, JSON for lists: the same JavaScript value for any type. */
function readable(schema: string, column: CatalogColumn, shape: Shape): string {
  if (column.linked !== undefined) return linkedItems(schema, column.linked);
  const name = `t.${identifier(column.name)}`;
  if (shape === "boolean") return name;
  if (shape === "list") return `to_jsonb(${name})`;
  return `${name}::text`;
}
