import type { SeedConnection } from "./connection";
import { formatProblems, SeedError } from "./errors";
import { type AccessNotes, impliedFields, leaveAccess } from "./imported-access";
import { columnRule, descriptors, hasId } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import { PolicyNames, type WrittenPolicy } from "./policy-names";
import { printable } from "../messages/printable";
import { readDatabase, type Row, text } from "./read-rows";
import { byKind, type ByKind, type Kind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";
import { validateSpecification } from "./validate";
import { policyText } from "./visible-policies";

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
export async function importSeed(
  connection: SeedConnection,
  schema = "membership",
): Promise<ImportedSeed> {
  const { specification, notes } = specificationOfRows(await readDatabase(connection, schema));
  const validated = validateSpecification(specification);
  if (validated.ok) return { specification: validated.specification, notes };
  throw new SeedError(
    `The database holds what the seed can't describe. Fix the rows, or write the specification by hand. ${formatProblems(validated.problems)}`,
    { problems: validated.problems },
  );
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
  const isNamesake = namesakes(rows);
  const names = byKind((kind) => referencesTo(kind, rows[kind]));
  const policies = found.policies && new PolicyNames(found.policies);
  const about = { names, policies, notes };
  const specification: Record<string, unknown> = {};
  const entries = byKind((): Map<string, Record<string, unknown>> => new Map());
  for (const kind of kinds) {
    const { list, leftOut } = descriptors[kind];
    if (list === undefined) specification[kind] = [];
    for (const row of rows[kind]) {
      const place = list && placeOf(kind, row);
      const around = list && entries[list.within].get(place ?? "");
      // Rows of what is left out, and built-in policies, which are of nothing.
      if (list !== undefined && around === undefined) continue;
      const why =
        (kind === "policies" ? policies?.refusal(row) : leftOut?.(row, find)) ??
        (isNamesake(kind, row, place) ? "another one has the same name" : undefined);
      if (why !== undefined) {
        notes.push(`${labelOf(kind, row, names)} is left out: ${why}`);
        continue;
      }
      const entry = entryOf(kind, row, about);
      if (list === undefined || around === undefined) {
        entries[kind].set(keyOf(kind, row), entry);
        (specification[kind] as Entry[]).push(entry);
        continue;
      }
      if (nameMissing(kind, entry)) continue;
      const imported = { kind, row, entry, around, label: () => labelOf(kind, row, names) };
      leaveAccess(imported, about);
      const outside = impliedFields(imported, policies);
      if (outside !== undefined) {
        Object.assign(around, outside);
        continue;
      }
      const { plain } = list;
      const item = plain === undefined ? entry : entry[plain];
      around[list.property] = [...((around[list.property] as unknown[] | undefined) ?? []), item];
    }
  }
  if (found.members !== undefined) {
    for (const row of rows.organizations) {
      const key = { organization_id: row.id, user_id: row.owner_id };
      if (
        find("members", key) !== undefined ||
        !entries.organizations.has(keyOf("organizations", row))
      )
        continue;
      notes.push(
        `the owner of ${labelOf("organizations", row, names)} is no member of it in the database; the seed makes the owner one`,
      );
    }
  }
  return { specification, notes };
}

/** What a row is called in a note. */
function labelOf(kind: Kind, row: Row, names: NamesOfRows["names"]): string {
  const { singular, name, scope, list } = descriptors[kind];
  const nameIn = (column: string): string => {
    const id = text(row[column]) ?? "";
    const { refers } = columnRule(kind, column) ?? {};
    return printable((refers && names[refers](id)) ?? id);
  };
  const own = kind === "policies" ? printable(policyText(row)) : nameIn(name);
  const outside = list && scope && `${descriptors[list.within].singular} ${nameIn(scope)}`;
  return `${singular} ${own}${outside === undefined ? "" : ` of ${outside}`}`;
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

/**
 * Tells the rows of a name that another one of their list has. Of rows that ids tell apart, the
 * first one can stay.
 */
function namesakes(rows: ByKind<readonly Row[]>) {
  const nameOf = (kind: Kind, row: Row, place: string): string =>
    JSON.stringify([kind, place, text(row[descriptors[kind].name])]);
  const uses = new Map<string, number>();
  for (const kind of kinds) {
    if (descriptors[kind].list === undefined || hasId(kind)) continue;
    for (const row of rows[kind]) {
      const name = nameOf(kind, row, placeOf(kind, row));
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  return (kind: Kind, row: Row, place: string | undefined): boolean =>
    place !== undefined && (uses.get(nameOf(kind, row, place)) ?? 0) > 1;
}

function nameMissing(kind: Kind, entry: Entry): boolean {
  const { columns, name } = descriptors[kind];
  const property = columns.find(({ column }) => column === name)?.property ?? "";
  return (entry[property] ?? "") === "";
}

/** How references are written, and what is said of those that can't be. */
interface NamesOfRows extends AccessNotes {
  readonly names: ByKind<(id: string) => string | undefined>;
}

/** The entry that describes a row. */
function entryOf(
  kind: Kind,
  row: Row,
  { names, policies, notes }: NamesOfRows,
): Record<string, unknown> {
  const { columns } = descriptors[kind];
  const fields = columns.flatMap((rule): [string, unknown][] => {
    const { property, secret, essential, refers, column, derived } = rule;
    if (property === undefined || secret === true || derived === true) return [];
    const id = text(row[column]);
    if (refers === undefined || id === undefined) {
      const value = fieldValue(rule, row[column]) ?? (essential === true ? "" : undefined);
      return value === undefined ? [] : [[property, value]];
    }
    const called = referenceTo(rule, id, row, { names, policies });
    if ("written" in called) return [[property, called.written]];
    if (essential === true) return [[property, ""]];
    const place = `${property} of ${labelOf(kind, row, names)}`;
    notes.push(`${place} is left out: ${printable(called.refused)}`);
    return [];
  });
  return Object.fromEntries(fields);
}

/** How an entry writes the row that a column has the id of. */
function referenceTo(
  { refers, within }: Column,
  id: string,
  row: Row,
  { names, policies }: Pick<NamesOfRows, "names" | "policies">,
): WrittenPolicy {
  if (within !== undefined) return policies?.write(id, text(row[within])) ?? { written: id };
  const written = refers && names[refers](id);
  const noun = refers === undefined ? "row" : descriptors[refers].singular;
  return written === undefined ? { refused: `there is no ${noun} ${id}` } : { written };
}

/** What a field has to say; nothing where the entry can leave it open. */
function fieldValue({ shape, assumed, choices }: Column, value: unknown): unknown {
  switch (shape) {
    case "boolean":
      return typeof value === "boolean" && value !== assumed ? value : undefined;
    case "list": {
      const items = Array.isArray(value) ? [...new Set(value.map(String))] : [];
      return items.length > 0 ? items : undefined;
    }
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
