/** The tables that the seed fills, in the order of their references. */
export const kinds = ["users", "organizations", "members", "regions", "stacks"] as const;

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
  readonly given: Readonly<Record<string, Value | Reference>>;
  /** Values of open columns when the row is created or when an entry stops giving one. */
  readonly initial: Values;
  /** Whether another entry implies it, so that nobody asked for it. */
  readonly implied: boolean;
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
export function isReference(value: Value | Reference | undefined): value is Reference {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** A given value as text; the natural key of what it refers to, for a reference. */
export function givenText(value: Value | Reference | undefined): string {
  return isReference(value) ? value.entry : String(value ?? "");
}
