import { folded } from "./entries";
import { descriptors } from "./kinds";
import { cell, type FoundRows, type Row, text } from "./read-rows";
import { byKind, type ByKind, type Kind, kinds } from "./rows";

/** The rows that an import describes, found by their keys and told apart by their names. */
export class ImportedRows {
  readonly of: Readonly<ByKind<readonly Row[]>>;
  readonly #byKey: Readonly<ByKind<ReadonlyMap<string, Row>>>;
  readonly #uses = new Map<string, number>();

  constructor(found: FoundRows) {
    this.of = withOuterKeys(byKind((kind) => found[kind] ?? []));
    this.#byKey = byKind((kind) => new Map(this.of[kind].map((row) => [rowKey(kind, row), row])));
    for (const kind of kinds) {
      for (const row of this.of[kind]) {
        const place = placeText(kind, row);
        this.#uses.set(place, (this.#uses.get(place) ?? 0) + 1);
      }
    }
  }

  /** The row of a key. */
  find(kind: Kind, key: Row): Row | undefined {
    return this.#byKey[kind].get(rowKey(kind, key));
  }

  /** Whether no other row of the same scope has the name. */
  hasOwnName(kind: Kind, row: Row): boolean {
    return this.#uses.get(placeText(kind, row)) === 1;
  }
}

/** One row's key as one text. */
export function rowKey(kind: Kind, row: Row): string {
  return JSON.stringify(descriptors[kind].key.map((column) => text(row[column])));
}

/** The key of the row that a nested one belongs to. */
export function outerKey(kind: Kind, row: Row): string {
  const { list, scope = "" } = descriptors[kind];
  return rowKey(list?.within ?? kind, { ...row, id: row[scope] });
}

/** A row's name with what it is unique in. */
export function placeText(kind: Kind, row: Row): string {
  const { list, scope, name } = descriptors[kind];
  const around =
    scope === undefined ? "" : list === undefined ? text(row[scope]) : outerKey(kind, row);
  return JSON.stringify([kind, around, folded(kind, cell(row[name]))]);
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
