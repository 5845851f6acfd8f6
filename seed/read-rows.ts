import { escapeLiteral } from "pg";
import { type Catalog, type CatalogTable, type Queryable, readCatalog } from "./catalog";
import type { SeedConnection } from "./connection";
import { SeedError } from "./errors";
import { descriptors } from "./kinds";
import { findTable } from "./readiness";
import { requireRights, rightsToRead } from "./rights";
import { type ByKind, type Kind, kinds } from "./rows";
import { identifier, tableName } from "./sql/identifiers";
import { linkedItems } from "./sql/linked";
import { beginReading, limitsSql, lockTimeout, statementTimeout } from "./sql/session";
import { withClient } from "./with-client";

/** A row of the database as JSON, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows by kind; none of a kind that the schema has no table for. */
export type FoundRows = Readonly<Partial<ByKind<readonly Row[]>>>;

/**
 * All rows of the wanted kinds as they are at one moment, without secrets.
 *
 * @throws {SeedError} when the tables are not there, or can't be read
 */
export function readDatabase(
  connection: SeedConnection,
  schema: string,
  wanted: readonly Kind[] = kinds,
): Promise<FoundRows> {
  return withTables(connection, schema, wanted, async (client, tables) => {
    const rows: Partial<ByKind<readonly Row[]>> = {};
    for (const [kind, table] of tables) rows[kind] = await readTable(client, schema, table, kind);
    return rows;
  });
}

/**
 * Reads in one transaction from the tables that there are of the wanted kinds.
 *
 * @throws {SeedError} when the tables are not there, or can't be read
 */
export function withTables<T>(
  connection: SeedConnection,
  schema: string,
  wanted: readonly Kind[],
  work: (client: Queryable, tables: ReadonlyMap<Kind, CatalogTable>) => Promise<T>,
): Promise<T> {
  return withClient(connection, async (client) => {
    // Outside the transaction, whose read-only mode it would take for the server's.
    const catalog = await readCatalog(client, schema);
    const tables = tablesOf(catalog, wanted);
    await client.query(beginReading);
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    const result = await work(client, tables);
    await client.query("commit");
    return result;
  });
}

function tablesOf(catalog: Catalog, wanted: readonly Kind[]): ReadonlyMap<Kind, CatalogTable> {
  const tables = new Map(
    wanted.flatMap((kind): [Kind, CatalogTable][] => {
      const { found } = findTable(catalog, kind);
      if (found !== undefined) return [[kind, found]];
      // A schema may lack the tables of later kinds.
      if (descriptors[kind].table !== undefined) return [];
      throw new SeedError(
        `There is no table ${catalog.schema}.${kind}: run Membership's migrations first, or correct the schema's name.`,
      );
    }),
  );
  requireRights(catalog, rightsToRead([...tables.values()]));
  return tables;
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
    .map((column) => cell(row[column]))
    .join("\u0000");
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

/** A value as text, which is empty where there is none. */
export function cell(value: unknown): string {
  return text(value) ?? "";
}

/** A value as text; none where there is none. */
export function text(value: unknown): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
