import { printable } from "../messages/printable";
import { folded } from "./entries";
import { type ImportedRows, rowKey } from "./imported-rows";
import { columnRule, descriptors, hasId } from "./kinds";
import type { Column } from "./kinds/kind";
import { PolicyNames, type WrittenPolicy } from "./policy-names";
import { cell, type FoundRows, type Row, text } from "./read-rows";
import { byKind, type ByKind, type Kind } from "./rows";
import { policyText } from "./visible-policies";

/** How entries and notes name rows. */
export class ImportedNames {
  /** None without a table of policies: then their numbers stay. */
  readonly policies: PolicyNames | undefined;
  readonly #names: Readonly<ByKind<(id: string) => string | undefined>>;

  constructor(
    private readonly rows: ImportedRows,
    found: FoundRows,
    /** Whether a row is described, by its key. */
    private readonly isDescribed: (kind: Kind, key: string) => boolean,
  ) {
    this.#names = byKind((kind) => referencesTo(kind, rows.of[kind]));
    this.policies = found.policies && new PolicyNames(found.policies);
  }

  /** What a row is called in a note. */
  label(kind: Kind, row: Row): string {
    const { singular, name, scope, list } = descriptors[kind];
    const nameIn = (column: string): string => {
      const id = cell(row[column]);
      const { refers } = columnRule(kind, column) ?? {};
      return (refers && this.#names[refers](id)) ?? id;
    };
    const called = kind === "policies" ? policyText(row) : nameIn(name);
    const shown = called.trim() === "" ? JSON.stringify(called) : called;
    const isClear = !hasId(kind) || (shown === called && this.rows.hasOwnName(kind, row));
    const own = isClear ? shown : `${shown} (${cell(row.id)})`;
    const outside = list && scope && `${descriptors[list.within].singular} ${nameIn(scope)}`;
    return printable(`${singular} ${own}${outside === undefined ? "" : ` of ${outside}`}`);
  }

  /** How an entry writes the row that a column has the id of, or why it can't. */
  reference({ refers, within }: Column, id: string, row: Row): WrittenPolicy {
    if (within !== undefined) {
      return this.policies?.write(id, text(row[within])) ?? { written: id };
    }
    if (refers === undefined) return { written: id };
    const found = this.rows.find(refers, { id });
    const written = this.#names[refers](id);
    if (found === undefined || written === undefined) {
      return { refused: `there is no ${descriptors[refers].singular} ${id}` };
    }
    return this.isDescribed(refers, rowKey(refers, found))
      ? { written }
      : { refused: `${this.label(refers, found)} is left out` };
  }
}

/** Rows by name, which a person reads; by id where a name would be mistaken for another. */
function referencesTo(kind: Kind, rows: readonly Row[]): (id: string) => string | undefined {
  const { name } = descriptors[kind];
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  for (const row of rows) {
    const [id, called] = [cell(row.id), cell(row[name])];
    names.set(id, called);
    for (const word of new Set([folded(kind, called), id])) {
      uses.set(word, (uses.get(word) ?? 0) + 1);
    }
  }
  return (id) => {
    const called = names.get(id);
    if (called === undefined) return undefined;
    return called.trim() !== "" && uses.get(folded(kind, called)) === 1 ? called : id;
  };
}
