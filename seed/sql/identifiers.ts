import { escapeIdentifier, escapeLiteral } from "pg";
import type { CatalogColumn, CatalogTable } from "../catalog";
import type { Value } from "../rows";

/** A table's name, qualified and quoted. */
export function tableName(schema: string, table: CatalogTable): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table.name)}`;
}

/** A name, quoted. */
export function identifier(name: string): string {
  return escapeIdentifier(name);
}

/** A column's name as a text literal. */
export function nameLiteral(name: string): string {
  return escapeLiteral(name);
}

/** A column that the catalog is known to have. */
export function columnOf(table: CatalogTable, name: string): CatalogColumn {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`table ${table.name} has no column ${name}`);
  return column;
}

/** A text expression as a value of the column; its default where the text is null. */
export function toColumnType(column: CatalogColumn, expression: string): string {
  const cast = `${expression}::${column.type}`;
  return column.defaultExpression === undefined
    ? cast
    : `coalesce(${cast}, ${column.defaultExpression})`;
}

/** Whether two expressions of a column's type differ; json has no equality of its own. */
export function differs(column: CatalogColumn, left: string, right: string): string {
  return column.type === "json"
    ? `${left}::text is distinct from (${right})::text`
    : `${left} is distinct from ${right}`;
}

/** A value in the text form that the column's type reads. */
export function encode(column: CatalogColumn, value: Value): string | null {
  if (value === null) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return column.category === "A" ? arrayLiteral(value) : JSON.stringify(value);
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
