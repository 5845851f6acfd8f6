import { isDeepStrictEqual } from "node:util";
import { readCatalog } from "./catalog";
import type { SeedConnection } from "./connection";
import { formatProblems, SeedError } from "./errors";
import { descriptors, nameRules } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import { PolicyNames } from "./policy-names";
import { readRows, type Row, text } from "./read-rows";
import { byKind, type ByKind, type Kind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";
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

/** The specification of the rows of each table. */
function specificationOfRows(found: Partial<ByKind<readonly Row[]>>): {
  readonly specification: Record<string, unknown>;
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const rows = withOuterKeys(byKind((kind) => found[kind] ?? []));
  const index = byKind((kind) => new Map(rows[kind].map((row) => [keyOf(kind, row), row])));
  const find = (kind: Kind, key: Row): Row | undefined => index[kind].get(keyOf(kind, key));
  const seen = new Set<string>();
  const names = byKind((kind) => referencesTo(kind, rows[kind]));
  const policies = found.policies && new PolicyNames(found.policies);
  const specification: Record<string, unknown> = {};
  const entries = byKind((): Map<string, Record<string, unknown>> => new Map());
  for (const kind of kinds) {
    const { list, leftOut, singular, name } = descriptors[kind];
    if (list === undefined) specification[kind] = [];
    for (const row of rows[kind]) {
      const place = list && placeOf(kind, row);
      const around = list && entries[list.within].get(place ?? "");
      // Rows of what is left out, and built-in policies, which are of nothing.
      if (list !== undefined && around === undefined) continue;
      const why = leftOut?.(row, find) ?? namesake(kind, row, place, seen);
      if (why !== undefined) {
        notes.push(`${singular} ${printable(text(row[name]) ?? "")} is left out: ${why}`);
        continue;
      }
      const entry = entryOf(kind, row, { names, policies, notes });
      if (list === undefined || around === undefined) {
        entries[kind].set(keyOf(kind, row), entry);
        (specification[kind] as Entry[]).push(entry);
        continue;
      }
      if (nameMissing(kind, entry)) continue;
      const outside = impliedFields(kind, row, entry, around, policies);
      if (outside !== undefined) {
        Object.assign(around, outside);
        continue;
      }
      const { plain } = list;
      const item = plain === undefined ? entry : entry[plain];
      around[list.property] = [...((around[list.property] as unknown[] | undefined) ?? []), item];
    }
  }
  return { specification, notes };
}

function keyOf(kind: Kind, row: Row): string {
  return JSON.stringify(descriptors[kind].key.map((column) => text(row[column])));
}

/** The key of the row that a nested one belongs to. */
function placeOf(kind: Kind, row: Row): string {
  const { list, scope = "" } = descriptors[kind];
  return keyOf(list?.within ?? kind, { ...row, id: row[scope] });
}

/** Rows with the whole key of the row that they belong to: a table may go by its id alone. */
function withOuterKeys(rows: ByKind<readonly Row[]>): ByKind<readonly Row[]> {
  return byKind((kind) => {
    const { list, scope = "" } = descriptors[kind];
    const key = list === undefined ? [] : descriptors[list.within].key;
    const missing = key.filter(
      (column) => column !== "id" && rows[kind][0]?.[column] === undefined,
    );
    if (list === undefined || missing.length === 0) return rows[kind];
    const outer = new Map(rows[list.within].map((row) => [text(row.id), row]));
    return rows[kind].map((row) => {
      const around = outer.get(text(row[scope]));
      return { ...row, ...Object.fromEntries(missing.map((name) => [name, around?.[name]])) };
    });
  });
}

/** Why a row of a name that another one of its list has is left out. */
function namesake(
  kind: Kind,
  row: Row,
  place: string | undefined,
  seen: Set<string>,
): string | undefined {
  if (place === undefined) return undefined;
  const name = JSON.stringify([kind, place, text(row[descriptors[kind].name])]);
  if (seen.has(name)) return "another one has the same name";
  seen.add(name);
  return undefined;
}

/** The fields of the entry around that say the same as an implied one; none where it isn't. */
function impliedFields(
  kind: Kind,
  row: Row,
  entry: Entry,
  around: Entry,
  policies: PolicyNames | undefined,
): Record<string, unknown> | undefined {
  const implied = descriptors[kind].list?.implied?.(around);
  if (implied === undefined) return undefined;
  if (isDeepStrictEqual(implied.entry, entry)) return {};
  const property = nameRules[kind].property ?? "";
  const { role, policy, ...rest } = entry;
  if (entry[property] !== implied.entry[property] || role !== undefined) return undefined;
  if (policy === undefined || Object.keys(rest).length > 1) return undefined;
  const rule = descriptors[kind].columns.find(({ within }) => within !== undefined);
  const usual = rule?.role?.names[String(implied.entry.role)]?.usual ?? [];
  if (rule !== undefined && policies?.isFirst(row[rule.column], usual) === true) return {};
  const field = implied.fields?.policy;
  return field === undefined ? undefined : { [field]: policy };
}

function nameMissing(kind: Kind, entry: Entry): boolean {
  const { columns, name } = descriptors[kind];
  const property = columns.find(({ column }) => column === name)?.property ?? "";
  return (entry[property] ?? "") === "";
}

/** How references are written, and what is said of those that can't be. */
interface NamesOfRows {
  readonly names: ByKind<(id: string) => string | undefined>;
  /** None without a table of policies: then their numbers stay. */
  readonly policies: PolicyNames | undefined;
  readonly notes: string[];
}

/** The entry that describes a row. */
function entryOf(
  kind: Kind,
  row: Row,
  { names, policies, notes }: NamesOfRows,
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
    const called =
      rule.within === undefined
        ? names[refers](id)
        : policies === undefined
          ? id
          : policies.nameOf(id, text(row[rule.within]));
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
