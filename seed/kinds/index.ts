import type { CatalogTable } from "../catalog";
import { type ByKind, byKind, type Kind, kinds, type PlannedValue, type Values } from "../rows";
import type { Column, KindDescriptor } from "./kind";
import { features } from "./features";
import { members } from "./members";
import { organizations } from "./organizations";
import { policies } from "./policies";
import { regions } from "./regions";
import { stackMembers } from "./stack-members";
import { stacks } from "./stacks";
import { users } from "./users";

/** All that is known of each kind. */
export const descriptors: Readonly<ByKind<KindDescriptor>> = {
  users,
  organizations,
  policies,
  features,
  members,
  regions,
  stacks,
  stackMembers,
};

const columns = byKind(
  (kind) => new Map(descriptors[kind].columns.map((column) => [column.column, column])),
);

/** What is known of a column, if anything is. */
export function columnRule(kind: Kind, column: string): Column | undefined {
  return columns[kind].get(column);
}

/** What is known of the column by which rows of each kind are recognized. */
export const nameRules: Readonly<ByKind<Column>> = byKind((kind) => {
  const { name } = descriptors[kind];
  return columnRule(kind, name) ?? { column: name, shape: "text" };
});

/** The name of an entry's field that fills a column; the column's own, where none is known. */
export function fieldOf(kind: Kind, column: string): string {
  return columnRule(kind, column)?.property ?? column;
}

/** Whether the rows of a kind have an id of their own. */
export function hasId(kind: Kind): boolean {
  return descriptors[kind].key.includes("id");
}

/** Whether rows of a kind are looked up by name, also those that no entry has. */
export function isLookedUp(kind: Kind): boolean {
  return lookedUp.has(kind);
}

const lookedUp = new Set(
  kinds.flatMap((kind) =>
    descriptors[kind].columns.flatMap(({ refers, within }) =>
      within === undefined || refers === undefined ? [] : [refers],
    ),
  ),
);

/** The columns of a kind's key that a table has. */
export function keyColumns(kind: Kind, table: CatalogTable): string[] {
  return descriptors[kind].key.filter((column) => table.columns.has(column));
}

/** One row's key as one text, as the state remembers it. */
export function keyOf(kind: Kind, values: Readonly<Record<string, PlannedValue>>): string {
  // A key is known before its row is written.
  const known = values as Values;
  return descriptors[kind].key.map((column) => String(known[column] ?? null)).join("/");
}

/** One row's key by column. */
export function keyValues(kind: Kind, values: Values): Values {
  return Object.fromEntries(
    descriptors[kind].key.map((column) => [column, values[column] ?? null]),
  );
}

/** The word for one row or for several. */
export function noun(kind: Kind, count: number): string {
  return count === 1 ? descriptors[kind].singular : descriptors[kind].plural;
}

/** Which rows refer to which, by column. */
export const references: readonly {
  readonly from: Kind;
  readonly column: string;
  readonly to: Kind;
}[] = kinds.flatMap((from) =>
  descriptors[from].columns.flatMap(({ column, refers }) =>
    refers === undefined ? [] : [{ from, column, to: refers }],
  ),
);
