import type { Catalog, CatalogTable } from "../catalog";
import type { Kind, Value } from "../rows";
import type { RolePolicies } from "../schema";

/**
 * What kind of column type a value needs. An `id` is of the type that the database has for it, and
 * a text here, which loses nothing.
 */
export type Shape = "text" | "boolean" | "id" | "list" | "object" | "timestamp";

/** Finds entries of the specification, for what depends on others. */
export interface Entries {
  /** The entry that a reference by name or id means, if it means one. */
  entryOf(kind: Kind, reference: string): Entry | undefined;
  /** The id of an entry, given or derived, as the documented tables have it. */
  idOf(kind: Kind, reference: string): string | undefined;
  /** Whether the list of a kind in the entry of that name or id has, or implies, an entry. */
  lists(kind: Kind, around: string, name: string): boolean;
}

/** An entry of any kind. */
export type Entry = Readonly<Record<string, unknown>>;

/** A column of a table, and the field of an entry that fills it. */
export interface Column<E = Entry> {
  readonly column: string;
  readonly shape: Shape;
  /** The field of the entry; none when no field fills the column. */
  readonly property?: keyof E & string;
  /**
   * The kind of row whose id it holds; the field has the name or id of that row's entry. Without a
   * field it is the row of the entry around this one, or what the same column of that row holds.
   */
  readonly refers?: Kind;
  /**
   * The row is looked up by name or number in the database, among the rows of none and those of the
   * row that this column refers to; `id` is the row itself.
   */
  readonly within?: string;
  /** The column that says the same by a role, in a table that keeps roles. */
  readonly role?: {
    readonly column: string;
    /** For each role: the setting that names the row that it stands for, and its usual names. */
    readonly names: Readonly<
      Record<string, { readonly setting: keyof RolePolicies; readonly usual: readonly string[] }>
    >;
  };
  /** The value of an entry that leaves the field open. */
  readonly assumed?: Value;
  /** The value of an entry, where it is not simply the field's. */
  readonly value?: (entry: E, entries: Entries) => Value | undefined;
  /** The values that the field takes. */
  readonly choices?: readonly string[];
  /** Without it the table isn't Membership's. */
  readonly essential?: boolean;
  /** Without a value that it has, an entry would mean something else. */
  readonly defining?: boolean;
  /** Written when a row is created and the specification leaves it open; `now` for a timestamp. */
  readonly initial?: Value;
  /** Whether `initial` is written only where the column must have a value and has no default. */
  readonly onlyIfRequired?: boolean;
  /** Set to the time of each change. */
  readonly touched?: boolean;
  /** Read, though no field fills it. */
  readonly read?: boolean;
  /** Compared without regard to case. */
  readonly caseless?: boolean;
  /** Never shown. */
  readonly secret?: boolean;
  /** Whether it follows from a field with a column of its own, so that nobody misses it. */
  readonly derived?: boolean;
  /** What to do instead of changing it, where an existing row keeps its value. */
  readonly fixed?: string;
  /** The field of the wizard's file, or why it has none. */
  readonly wizard?: { readonly field: string } | { readonly missing: string };
}

/** The list of entries, where it isn't the specification's list of the kind's name. */
export interface NestedList<E = Entry> {
  /** The kind of the entries that have the list; the scope column refers to it. */
  readonly within: Kind;
  readonly property: string;
  /** An entry that the one around it implies, whether the list has it or not. */
  readonly implied?: (around: Entry) => ImpliedEntry<E>;
  /** The only field of an entry, where the list has its values instead of entries. */
  readonly plain?: keyof E & string;
}

/** An entry that another one implies. */
export interface ImpliedEntry<E = Entry> {
  /** The field around the list that implies it. */
  readonly property: string;
  /** Its name alone. */
  readonly entry: E;
  /** What fields around the list give. */
  readonly stated: Partial<E>;
  /** Its further fields; where the list has the entry, no more than the first values of a new row. */
  readonly assumed: Partial<E>;
  /** The fields around the list by those that they give, as far as the list's entry gives none. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * All that is known of a kind of row. Plan, SQL, import, checks and the wizard's file read it, so a
 * kind is added by a descriptor and by its fields in the schema.
 */
export interface KindDescriptor<E = Entry> {
  readonly singular: string;
  readonly plural: string;
  readonly columns: readonly Column<E>[];
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** The column by which an existing row is recognized. */
  readonly name: string;
  /** The column with the row inside which the name is unique; it refers to a kind. Default: none. */
  readonly scope?: string;
  /** Default: the specification's list of the kind's name. */
  readonly list?: NestedList<E>;
  /** Finds its table; a schema may have none. Default: the table of the kind's name, always there. */
  readonly table?: (catalog: Catalog) => FoundTable;
  /** The id of an entry without one; needed where `id` is in the key. */
  readonly derivedId?: (
    entry: E,
    about: { readonly uuid: boolean; readonly scopeId: string },
  ) => string;
  /** A row is deleted only if this field of its entry was true, and why it is kept otherwise. */
  readonly deletedIf?: { readonly property: keyof E & string; readonly kept: string };
  /** What is wrong with an entry beside its own fields and its references. */
  readonly check?: (
    entry: E,
    entries: Entries,
    around: Entry | undefined,
  ) => readonly FieldProblem[];
  /** Its rows are nothing without what they belong to, and are deleted with it. */
  readonly dependent?: boolean;
  /** Its rows are also nothing without the one of that kind with the same key, and go with it. */
  readonly restsOn?: Kind;
  /** Why an existing row is left out of an import; others are found by the values of their key. */
  readonly leftOut?: (
    row: Entry,
    find: (kind: Kind, key: Readonly<Record<string, unknown>>) => Entry | undefined,
  ) => string | undefined;
  /** The kind in the wizard's file, or why it has none. */
  readonly wizard: WizardList<E> | { readonly missing: string };
}

/** What the wizard's file has of a kind. */
export interface WizardList<E = Entry> {
  /** Fields that only the wizard's file has a place for. */
  readonly only: readonly (keyof E & string)[];
  /** Fields that are rows of another kind elsewhere. */
  readonly also?: readonly (keyof E & string)[];
  /** Lists that only the file has, as lists of its own whose entries name this one's id in a field. */
  readonly lists?: Readonly<Record<string, string>>;
  /** Fields of no column that the file has no place for, and why. */
  readonly missing?: Readonly<Record<string, string>>;
  /** What is wrong with an entry that a database would refuse, where none is asked. */
  readonly check?: (entry: E) => readonly FieldProblem[];
  /** Whether the kind stands in a field of the entry around it. */
  readonly nested?: boolean;
}

/** A problem of one field of an entry. */
export interface FieldProblem {
  readonly property: string;
  /** Where in the field, such as the place of an item of its list. */
  readonly below?: readonly (string | number)[];
  readonly message: string;
  /** Whether another entry makes it a problem. */
  readonly acrossEntries?: boolean;
}

/** Outcome of the search for a table. */
export type FoundTable =
  { readonly found: CatalogTable } | { readonly found: undefined; readonly reason: string };

/** A descriptor among those of other kinds of entries. */
export function describeKind<E>(descriptor: KindDescriptor<E>): KindDescriptor {
  return descriptor as unknown as KindDescriptor;
}

/** When the row was made and changed. */
export const times: readonly Column<object>[] = [
  { column: "created_at", shape: "timestamp", initial: "now" },
  { column: "updated_at", shape: "timestamp", initial: "now", touched: true },
];

/** A column that no entry fills, for tables that demand a value. */
export function ifRequired(column: string, shape: Shape, initial: Value): Column<object> {
  return { column, shape, initial, onlyIfRequired: true };
}
