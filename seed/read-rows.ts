import { escapeLiteral } from "pg";
import type { Catalog, CatalogTable, Queryable } from "./catalog";
import { SeedError } from "./errors";
import { descriptors } from "./kinds";
import { findTable } from "./readiness";
import { type ByKind, type Kind, kinds } from "./rows";
import { identifier, tableName } from "./sql/identifiers";
import { linkedItems } from "./sql/linked";

/** A row of the database as JSON, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** All rows of the tables that there are, without secrets; a schema may lack tables of later kinds. */
export async function readRows(
  client: Queryable,
  catalog: Catalog,
): Promise<Partial<ByKind<readonly Row[]>>> {
  const rows: Partial<ByKind<readonly Row[]>> = {};
  for (const kind of kinds) {
    const table = findTable(catalog, kind);
    if (table.found !== undefined) {
      rows[kind] = await readTable(client, catalog.schema, table.found, kind);
    } else if (descriptors[kind].table === undefined) {
      throw new SeedError(
        `There is no table ${catalog.schema}.${kind}: run Membership's migrations first, or correct the schema's name.`,
      );
    }
  }
  return rows;
}

async function readTable(
  client: Queryable,
  schema: string,
  table: CatalogTable,
  kind: Kind,
): Promise<readonly Row[]> {
  const { columns } = descriptors[kind];
  const secret = columns.filter((rule) => rule.secret).map(({ column }) => column);
  const field = (name: string, value: string): string =>
    ` || jsonb_build_object(${escapeLiteral(name)}, ${value})`;
  const lists = [...table.columns.values()].map(({ name, linked }) =>
    linked === undefined ? "" : field(name, linkedItems(schema, linked)),
  );
  // As a number of JSON, a large one would lose its last digits.
  const ids = columns
    .filter(({ column, shape }) => shape === "id" && table.columns.has(column))
    .map(({ column }) => field(column, `t.${identifier(column)}::text`));
  const { rows } = await client.query(
    `select (to_jsonb(t) - $1::text[])${[...lists, ...ids].join("")} as row from ${tableName(schema, table)} as t`,
    [secret],
  );
  return rows
    .flatMap((row) => (isRow(row) && isRow(row.row) ? [row.row] : []))
    .sort((left, right) => (sortKey(kind, left) < sortKey(kind, right) ? -1 : 1));
}

/** A readable order that does not depend on the database's collation. */
function sortKey(kind: Kind, row: Row): string {
  const { scope, name, key } = descriptors[kind];
  return [...(scope === undefined ? [] : [scope]), name, ...key]
    .map((column) => text(row[column]) ?? "")
    .join("\u0000");
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

/** A value as text; none where there is none. */
export function text(value: unknown): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
