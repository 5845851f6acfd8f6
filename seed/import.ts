import { printable } from "../messages/printable";
import type { SeedConnection } from "./connection";
import { SpecificationEntries } from "./entries";
import { formatProblems, SeedError } from "./errors";
import { impliedFields, leaveAccess } from "./imported-access";
import { ImportedNames } from "./imported-names";
import { ImportedRows, outerKey, placeText, rowKey } from "./imported-rows";
import { descriptors, hasId, nameRules } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import { cell, type FoundRows, readDatabase, type Row, text } from "./read-rows";
import { byKind, type Kind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";
import { isOptional, ownProblems, validateSpecification } from "./validate";

/** What a database holds, as a specification. */
export interface ImportedSeed {
  /** With every id, and without client secrets: applied to the same database it changes nothing. */
  readonly specification: SeedSpecification;
  /** What was left out, why, and what to do about it. */
  readonly notes: readonly string[];
}

/**
 * Reads a database as the specification that describes it. Client secrets are not read. A row or a
 * field that no specification can say is left out, with a note: the seed lets it be as it is.
 *
 * @throws {SeedError} when the database can't be read
 */
export async function importSeed(
  connection: SeedConnection,
  schema = "membership",
): Promise<ImportedSeed> {
  const { specification, notes } = new Import(await readDatabase(connection, schema)).run();
  const validated = validateSpecification(specification);
  if (validated.ok) return { specification: validated.specification, notes };
  throw new SeedError(
    `Internal error: the import isn't a valid seed. ${formatProblems(validated.problems)}`,
    { problems: validated.problems },
  );
}

/** What to do about a row that can't be described. */
const remedy = "Correct the row to have it in the seed";

/** The specification of rows, made table by table: rows refer to those of tables before. */
class Import {
  readonly #rows: ImportedRows;
  readonly #names: ImportedNames;
  readonly #notes: string[] = [];
  readonly #specification: Record<string, unknown> = {};
  /** The entries by the keys of their rows. */
  readonly #entries = byKind((): Map<string, Record<string, unknown>> => new Map());
  /** Names that entries have, each with what it is unique in. */
  readonly #taken = new Set<string>();

  constructor(private readonly found: FoundRows) {
    this.#rows = new ImportedRows(found);
    this.#names = new ImportedNames(this.#rows, found, (kind, key) => this.#entries[kind].has(key));
  }

  run(): { readonly specification: unknown; readonly notes: readonly string[] } {
    for (const kind of kinds) {
      if (descriptors[kind].list === undefined) this.#specification[kind] = [];
      const known = new SpecificationEntries(this.#specification);
      for (const row of this.#rows.of[kind]) this.#describe(kind, row, known);
    }
    this.#noteOwners();
    return { specification: this.#specification, notes: this.#notes };
  }

  #describe(kind: Kind, row: Row, known: SpecificationEntries): void {
    const { list } = descriptors[kind];
    const around = list && this.#entries[list.within].get(outerKey(kind, row));
    // Rows of what is left out, and built-in policies, which are of nothing.
    if (list !== undefined && around === undefined) return;
    const why = this.#refusal(kind, row);
    const entry = why === undefined ? this.#entryOf(kind, row, known, around) : undefined;
    if (why !== undefined) this.#leaveOut(this.#names.label(kind, row), why);
    if (entry === undefined) return;
    this.#taken.add(placeText(kind, row));
    this.#entries[kind].set(rowKey(kind, row), entry);
    if (list === undefined || around === undefined) {
      (this.#specification[kind] as Entry[]).push(entry);
      return;
    }
    const { policies } = this.#names;
    const label = () => this.#names.label(kind, row);
    const imported = { kind, row, entry, around, label };
    leaveAccess(imported, { policies, notes: this.#notes });
    const outside = impliedFields(imported, policies);
    if (outside !== undefined) {
      Object.assign(around, outside);
      return;
    }
    const { plain } = list;
    const item = plain === undefined ? entry : entry[plain];
    around[list.property] = [...((around[list.property] as unknown[] | undefined) ?? []), item];
  }

  /** Why a row is left out, whatever its fields are. */
  #refusal(kind: Kind, row: Row): string | undefined {
    const { leftOut } = descriptors[kind];
    const why =
      kind === "policies"
        ? this.#names.policies?.refusal(row)
        : leftOut?.(row, (of, key) => this.#rows.find(of, key));
    // Of rows that ids tell apart, the first one can stay.
    const isTwin = hasId(kind)
      ? this.#taken.has(placeText(kind, row))
      : !this.#rows.hasOwnName(kind, row);
    const { property = "name" } = nameRules[kind];
    return (
      why ??
      (isTwin
        ? `another one has the same ${property}. Change it to have both in the seed`
        : undefined)
    );
  }

  /** The entry that describes a row; none where a field that it needs can't be said. */
  #entryOf(
    kind: Kind,
    row: Row,
    known: SpecificationEntries,
    around: Entry | undefined,
  ): Record<string, unknown> | undefined {
    const label = this.#names.label(kind, row);
    const entry: Record<string, unknown> = {};
    for (const rule of descriptors[kind].columns) {
      const { property, secret, derived, refers, essential, defining, column } = rule;
      if (property === undefined || secret === true || derived === true) continue;
      const id = text(row[column]);
      if (refers !== undefined && id === undefined && rule.value?.(entry, known) !== undefined) {
        this.#notes.push(`${label} has no ${property} in the database; the seed gives it one`);
      }
      if (refers === undefined || id === undefined) {
        const value = isSaidElsewhere(kind, rule, row)
          ? undefined
          : (fieldValue(rule, row[column]) ?? (essential === true ? "" : undefined));
        if (value !== undefined) entry[property] = value;
        continue;
      }
      const called = this.#names.reference(rule, id, row);
      if ("written" in called) {
        entry[property] = called.written;
        continue;
      }
      // Left open, a field of another meaning would be written.
      const isOpen = essential !== true && defining !== true;
      if (isOpen && rule.value?.(entry, known) === undefined) {
        this.#leaveOut(`${property} of ${label}`, called.refused);
        continue;
      }
      this.#leaveOut(label, `its ${property}: ${called.refused}`);
      return undefined;
    }
    return this.#leaveFields(kind, row, entry, [
      ...ownProblems(kind, entry).map((one) => ({ ...one, message: ` ${one.message}` })),
      // Those about other entries are sentences of their own.
      ...(descriptors[kind].check?.(entry, known, around) ?? []).map((one) => ({
        ...one,
        message: `: ${one.message}`,
      })),
    ]);
  }

  /** Leaves fields out that no entry can have; all of an entry that needs one of them. */
  #leaveFields(
    kind: Kind,
    row: Row,
    entry: Record<string, unknown>,
    problems: readonly { readonly property: string; readonly message: string }[],
  ): Record<string, unknown> | undefined {
    const label = this.#names.label(kind, row);
    for (const { property, message } of problems) {
      if (!(property in entry)) continue;
      const what = message.replace(/\.( Did you mean .*)?$/, "");
      // Without its id, a row is known by its name alone.
      const isNamed = property !== "id" || this.#rows.hasOwnName(kind, row);
      if (!isOptional(kind, property) || !isNamed) {
        this.#leaveOut(label, `its ${property}${what}. ${remedy}`);
        return undefined;
      }
      Reflect.deleteProperty(entry, property);
      this.#leaveOut(`${property} of ${label}`, `it${what}. ${remedy}`);
    }
    return entry;
  }

  #noteOwners(): void {
    if (this.found.members === undefined) return;
    for (const row of this.#rows.of.organizations) {
      const key = { organization_id: row.id, user_id: row.owner_id };
      const isDescribed = this.#entries.organizations.has(rowKey("organizations", row));
      if (!isDescribed || this.#rows.find("members", key) !== undefined) continue;
      this.#notes.push(
        `the owner of ${this.#names.label("organizations", row)} isn't a member of it in the database; the seed makes the owner one`,
      );
    }
  }

  #leaveOut(what: string, why: string): void {
    this.#notes.push(printable(`${what} is left out: ${why}`));
  }
}

/** Whether another column says what a word that no entry has stands for. */
function isSaidElsewhere(kind: Kind, { column, choices }: Column, row: Row): boolean {
  const isWord = choices === undefined || choices.includes(cell(row[column]));
  const isStoodFor = descriptors[kind].columns.some(
    (other) => other.role?.column === column && other.column in row,
  );
  return !isWord && isStoodFor;
}

/** What a field has to say; nothing where the entry can leave it open. */
function fieldValue({ shape, assumed }: Column, value: unknown): unknown {
  switch (shape) {
    case "boolean":
      return typeof value === "boolean" && value !== assumed ? value : undefined;
    case "list": {
      const items = Array.isArray(value) ? [...new Set(value.map(String))] : [];
      return items.length > 0 ? items : undefined;
    }
    default:
      return text(value);
  }
}
