import type { SeedProblem } from "./errors";
import {
  type ByKind,
  byKind,
  type DesiredRow,
  type Kind,
  type PlannedValue,
  type Value,
  type Values,
} from "./rows";

/** Keys of the rows that the seed created, by kind. */
export interface Owned extends Readonly<ByKind<readonly string[]>> {
  /** Those of the stacks that may be deleted once their entries are gone. */
  readonly deletableStacks: readonly string[];
}

/** Nothing owned: a first run, or a lost state. */
export const nothingOwned: Owned = {
  ...byKind(() => []),
  deletableStacks: [],
};

/** A row to create. */
export interface PlannedCreate {
  readonly row: DesiredRow;
  /** Its values, the key and the ids of references among them. */
  readonly values: Readonly<Record<string, PlannedValue>>;
}

/** One column's change. */
export interface ColumnChange {
  readonly from: Value;
  /** Null: the column's default. */
  readonly to: PlannedValue;
}

/** A row to update. */
export interface PlannedUpdate {
  readonly row: DesiredRow;
  readonly key: Values;
  readonly changes: Readonly<Record<string, ColumnChange>>;
}

/** A row to delete, or one that stays though its entry is gone. */
export interface PlannedRemoval {
  readonly kind: Kind;
  readonly label: string;
  readonly key: Values;
  /** What the row holds; client secrets among it. */
  readonly values: Values;
}

/** What happens to one table. */
export interface KindPlan {
  /** Rows to insert. */
  readonly creates: readonly PlannedCreate[];
  readonly updates: readonly PlannedUpdate[];
  readonly deletes: readonly PlannedRemoval[];
  /** Rows whose entry is gone and that stay, with the reason. */
  readonly kept: readonly (PlannedRemoval & { readonly reason: string })[];
  readonly unchanged: number;
}

/** Ids of rows by kind, each at its row's place among the desired ones; none before the database makes it. */
export type RowIds = Readonly<ByKind<readonly string[]>>;

/** What a run does, or would do. */
export interface SeedPlan {
  readonly kinds: Readonly<ByKind<KindPlan>>;
  /** Reasons why nothing can be written. */
  readonly problems: readonly SeedProblem[];
  /** What the database has no place for, and what has another effect than one may expect. */
  readonly warnings: readonly string[];
  /** Ids of the rows, existing or new, by kind, in the order of the desired rows; none of members. */
  readonly ids: RowIds;
}
