import { isDeepStrictEqual } from "node:util";
import { type Catalog, type CatalogTable, type Queryable, readCatalog } from "./catalog";
import type { SeedConnection } from "./connection";
import { formatProblems, SeedError } from "./errors";
import { descriptors } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import { findTable } from "./readiness";
import { byKind, type ByKind, type Kind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";
import { tableName } from "./sql/identifiers";
import { beginReading, limitsSql, lockTimeout, statementTimeout } from "./sql/session";
import { printable } from "./summary";
import { validateSpecification } from "./validate";
import { withClient } from "./with-client";

/** What a database holds, as a specification. */
export interface ImportedSeed {
  /** With every id, and without client secrets: applied to the same database it changes nothing. */
  readonly specification: SeedSpecification;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Reads a database as the specification that describes it. Client secrets are not read.
 *
 * @throws {SeedError} when the database can't be read, or holds what no specification can say
 */
export function importSeed(
  connection: SeedConnection,
  schema = "membership",
): Promise<ImportedSeed> {
  return withClient(connection, async (client) => {
    // Outside the transaction, whose read-only mode it would take for the server's.
    const catalog = await readCatalog(client, schema);
    await client.query(beginReading);
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    const { specification, notes } = specificationOfRows(await readRows(client, catalog));
    await client.query("commit");
    const validated = validateSpecification(specification);
    if (validated.ok) return { specification: validated.specification, notes };
    throw new SeedError(
      `The database holds what the seed can't describe. Fix the rows, or write the specification by hand. ${formatProblems(validated.problems)}`,
      { problems: validated.problems },
    );
  });
}

type Row = Readonly<Record<string, unknown>>;

async function readRows(client: Queryable, catalog: Catalog): Promise<ByKind<readonly Row[]>> {
  const rows: ByKind<readonly Row[]> = byKind(() => []);
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
  const { rows } = await client.query(
    `select to_jsonb(t) - $1::text[] as row from ${tableName(schema, table)} as t`,
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

/** The specification of the rows of each table. */
function specificationOfRows(rows: ByKind<readonly Row[]>): {
  readonly specification: Record<string, unknown>;
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const names = byKind((kind) => referencesTo(kind, rows[kind]));
  const specification: Record<string, unknown> = {};
  const entries = byKind((): Map<string, Record<string, unknown>> => new Map());
  for (const kind of kinds) {
    const { list, leftOut, singular, name, scope } = descriptors[kind];
    if (list === undefined) specification[kind] = [];
    for (const row of rows[kind]) {
      const why = leftOut?.(row);
      if (why !== undefined) {
        notes.push(`${singular} ${printable(text(row[name]) ?? "")} is left out: ${why}`);
        continue;
      }
      const entry = entryOf(kind, row, names, notes);
      if (list === undefined) {
        entries[kind].set(
          keyOf(kind, (column) => row[column]),
          entry,
        );
        (specification[kind] as Entry[]).push(entry);
        continue;
      }
      // Nested where the row belongs, unless the entry there says it by itself.
      const inside = keyOf(
        list.within,
        (column) => row[column === "id" ? (scope ?? column) : column],
      );
      const around = entries[list.within].get(inside);
      if (around === undefined || nameMissing(kind, entry)) continue;
      if (isDeepStrictEqual(list.implied?.(around).entry, entry)) continue;
      around[list.property] = [...((around[list.property] as Entry[] | undefined) ?? []), entry];
    }
  }
  return { specification, notes };
}

function keyOf(kind: Kind, valueIn: (column: string) => unknown): string {
  return JSON.stringify(descriptors[kind].key.map((column) => text(valueIn(column))));
}

function nameMissing(kind: Kind, entry: Entry): boolean {
  const { columns, name } = descriptors[kind];
  const property = columns.find(({ column }) => column === name)?.property ?? "";
  return (entry[property] ?? "") === "";
}

/** The entry that describes a row. */
function entryOf(
  kind: Kind,
  row: Row,
  names: ByKind<(id: string) => string | undefined>,
  notes: string[],
): Record<string, unknown> {
  const { columns, singular, name } = descriptors[kind];
  const fields = columns.flatMap((rule): [string, unknown][] => {
    const { property, secret, essential, refers, column, derived } = rule;
    if (property === undefined || secret === true || derived === true) return [];
    const id = text(row[column]);
    if (refers === undefined || id === undefined) {
      const value = fieldValue(rule, row[column]) ?? (essential === true ? "" : undefined);
      return value === undefined ? [] : [[property, value]];
    }
    const called = names[refers](id);
    if (called !== undefined || essential === true) return [[property, called ?? ""]];
    const place = `${property} of ${singular} ${printable(text(row[name]) ?? "")}`;
    notes.push(
      `${place} is left out: there is no ${descriptors[refers].singular} ${printable(id)}`,
    );
    return [];
  });
  return Object.fromEntries(fields);
}

/** What a field has to say; nothing where the entry can leave it open. */
function fieldValue({ shape, assumed, choices }: Column, value: unknown): unknown {
  switch (shape) {
    case "boolean":
      return typeof value === "boolean" && value !== assumed ? value : undefined;
    case "integer": {
      const number = Number(value ?? 0);
      return number > 0 ? number : undefined;
    }
    case "list":
      return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined;
    default: {
      const written = text(value);
      const taken = choices === undefined || choices.includes(written ?? "");
      return taken ? written : undefined;
    }
  }
}

/** Rows by name, which a person reads; by id where a name would be mistaken for another. */
function referencesTo(kind: Kind, rows: readonly Row[]): (id: string) => string | undefined {
  const { name } = descriptors[kind];
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  for (const row of rows) {
    const [id, called] = [text(row.id) ?? "", text(row[name]) ?? ""];
    names.set(id, called);
    for (const word of new Set([called, id])) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return (id) => {
    const called = names.get(id);
    if (called === undefined) return undefined;
    return uses.get(called) === 1 ? called : id;
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
