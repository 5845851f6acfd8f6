import { escapeIdentifier } from "pg";
import type { CatalogColumn, CatalogTable } from "../catalog";

/** A table's name, qualified and quoted. */
export function tableName(schema: string, table: CatalogTable): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table.name)}`;
}

/** A name, quoted. */
export function identifier(name: string): string {
  return escapeIdentifier(name);
}

/** A column that the catalog is known to have. */
export function columnOf(table: CatalogTable, name: string): CatalogColumn {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`table ${table.name} has no column ${name}`);
  return column;
}
