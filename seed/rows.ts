/** The tables that the seed fills, in the order of their references. */
export const kinds = [
  "users",
  "organizations",
  "policies",
  "features",
  "members",
  "regions",
  "stacks",
  "stackMembers",
] as const;

/** One of the tables that the seed fills. */
export type Kind = (typeof kinds)[number];

/** A value of a column; a JSON object is its text. */
export type Value = string | number | boolean | null | readonly string[];

/** A reference to another desired row, whose id is known once that row is matched. */
export interface Reference {
  readonly kind: Kind;
  readonly entry: string;
  /** The row's place among the desired rows of its kind. */
  readonly index: number;
}

/** A row that is named, and that may be in the database alone, such as a built-in policy. */
export interface Lookup {
  readonly lookup: Kind;
  /** Its name or number, as it is written. */
  readonly written: string;
  /** The row among whose own ones it is looked up, beside those of none. */
  readonly inside: Reference;
}

/** What the specification gives for a column. */
export type Given = Value | Reference | Lookup;

/** The id of a row that the same run creates, where the database alone makes ids. */
export interface Pending {
  readonly pending: Kind;
  /** The columns by which the new row is found. */
  readonly key: Values;
}

/** A value that a plan writes. */
export type PlannedValue = Value | Pending;

/** Values by column. */
export type Values = Readonly<Record<string, Value>>;

/** A row that the specification asks for. */
export interface DesiredRow {
  readonly kind: Kind;
  /** Where the specification asks for it, such as `users[3]`. */
  readonly path: string;
  /** The row's name for people. */
  readonly label: string;
  /** The natural key in its kind, as references name it. */
  readonly entry: string;
  /** The id, given or derived; none for a member. */
  readonly id?: string | undefined;
  /** Whether the specification gives the id. */
  readonly idGiven: boolean;
  /** What the specification gives, by column; columns that it leaves open are absent. */
  readonly given: Readonly<Record<string, Given>>;
  /** Values of open columns when the row is created or when an entry stops giving one. */
  readonly initial: Values;
  /** Whether another entry implies it, so that nobody asked for it. */
  readonly implied: boolean;
  /** Paths of fields that are not below {@link path}: those of an implied row. */
  readonly fieldPaths?: Readonly<Record<string, string>> | undefined;
  /** Whether the row may be deleted once its entry is gone. */
  readonly deletable: boolean;
}

/** A row of the database; the key columns are among the values. */
export interface CurrentRow {
  readonly kind: Kind;
  readonly values: Values;
}

/** Something for each kind. */
export type ByKind<T> = Record<Kind, T>;

/** Makes something for each kind. */
export function byKind<T>(make: (kind: Kind) => T): ByKind<T> {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as ByKind<T>;
}

/** Whether a given value is a reference. */
export function isReference(value: Given | undefined): value is Reference {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Whether a given value names a row that may be in the database alone. */
export function isLookup(value: Given | undefined): value is Lookup {
  return typeof value === "object" && value !== null && "lookup" in value;
}

/** Whether a planned value is known only once the row that it refers to is written. */
export function isPending(value: PlannedValue | undefined): value is Pending {
  return typeof value === "object" && value !== null && "pending" in value;
}

/** A given value as text; the natural key of what it refers to, for a reference. */
export function givenText(value: Given | undefined): string {
  if (isReference(value)) return value.entry;
  return isLookup(value) ? value.written : String(value ?? "");
}

/** Where a field of a row is given, or would be. */
export function fieldPath({ path, implied, fieldPaths }: DesiredRow, property: string): string {
  return fieldPaths?.[property] ?? (implied ? path : `${path}.${property}`);
}
