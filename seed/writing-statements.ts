import type { CatalogTable, KindTables } from "./catalog";
import { planFreedValues } from "./free-unique-values";
import { descriptors } from "./kinds";
import type { SeedPlan } from "./plan-types";
import { isPending, type Kind, kinds, type PlannedValue, type Value, type Values } from "./rows";
import { deleteStatement } from "./sql/delete";
import { insertStatement } from "./sql/insert";
import { linkStatement, unlinkStatement } from "./sql/linked";
import { type PlannedValues, withPending } from "./sql/pending";
import type { Statement } from "./sql/statement";
import { updateStatements } from "./sql/update";

/** Most rows of one statement: a hundred thousand at once would take much memory. */
const rowsPerStatement = 5_000;

/** What statements do to their rows; the first ones only help others, which count the rows. */
type Verb = "Free unique values of" | "Complete" | "Release" | "Create" | "Update" | "Delete";

/** A statement of a plan. */
export interface WritingStatement {
  readonly statement: Statement;
  readonly kind: Kind;
  readonly verb: Verb;
}

/** Whether another statement finishes the rows of this one. */
export function isPreparation({ verb }: WritingStatement): boolean {
  return verb === "Free unique values of" || verb === "Complete" || verb === "Release";
}

/** One row's key and its new values. */
interface PlannedPatch {
  readonly key: Values;
  readonly changes: PlannedValues;
}

/**
 * The statements of a plan, in their order: for each table those that free unique values, then
 * inserts and updates, lists, and ids for rows that were written before; then the deletions.
 */
export function writingStatements(
  schema: string,
  found: KindTables,
  plan: SeedPlan,
): WritingStatement[] {
  const writer = new StatementWriter(schema, found, plan);
  return [
    ...kinds.flatMap((kind) => writer.writes(kind)),
    ...kinds.flatMap((kind) => writer.releases(kind)),
    ...[...kinds].reverse().flatMap((kind) => writer.deletions(kind)),
  ];
}

class StatementWriter {
  constructor(
    private readonly schema: string,
    private readonly found: KindTables,
    private readonly plan: SeedPlan,
  ) {}

  writes(kind: Kind): WritingStatement[] {
    const table = this.found[kind];
    if (table === undefined) return [];
    const linked = new Set(linkedColumns(table).map(([name]) => name));
    const hasLater = descriptors[kind].columns.some(({ refers }) => isAfter(kind, refers));
    // Most kinds are written as they are, in one step.
    const now = (values: PlannedValues): PlannedValues =>
      linked.size === 0 && !hasLater
        ? values
        : pick(values, (name, value) => !linked.has(name) && !isLater(kind, value));
    const patches = this.#patches(kind).map(({ key, changes }) => ({ key, changes: now(changes) }));
    const touches = descriptors[kind].columns.some(
      ({ touched, column }) => touched === true && table.columns.has(column),
    );
    const changing = patches.filter(({ changes }) => touches || Object.keys(changes).length > 0);
    const created = this.plan.kinds[kind].creates.map(({ values }) => now(values));
    const inserts = chunks(created).map((chunk) => {
      const { table: typed, rows } = withPending(this.schema, this.found, kind, table, chunk);
      return insertStatement(this.schema, typed, kind, rows);
    });
    const vacations = planFreedValues(kind, table, this.plan);
    return [
      ...labelled("Free unique values of", kind, this.#updates(kind, table, vacations)),
      ...labelled("Create", kind, inserts),
      ...labelled("Update", kind, this.#updates(kind, table, changing)),
      ...this.#links(kind, table),
      ...kinds.flatMap((earlier) => this.#completions(earlier, kind)),
    ];
  }

  /** Rows that go let go of others that go: a reference back would hold both. */
  releases(kind: Kind): WritingStatement[] {
    const table = this.found[kind];
    if (table === undefined) return [];
    const back = descriptors[kind].columns.flatMap(({ column, refers }) =>
      refers !== undefined && isAfter(kind, refers) && this.plan.kinds[refers].deletes.length > 0
        ? [column]
        : [],
    );
    const patches = this.plan.kinds[kind].deletes.flatMap(({ key, values }) => {
      const held = back.filter((column) => (values[column] ?? null) !== null);
      const changes = Object.fromEntries(held.map((column) => [column, null]));
      return held.length === 0 ? [] : [{ key, changes }];
    });
    return labelled("Release", kind, this.#updates(kind, table, patches));
  }

  deletions(kind: Kind): WritingStatement[] {
    const table = this.found[kind];
    if (table === undefined) return [];
    const { deletes } = this.plan.kinds[kind];
    return chunks(deletes.map(({ key }) => key)).flatMap((keys) => {
      const unlinks = linkedColumns(table).map(([column, linked]) => {
        const emptied = keys.map((key) => ({ ...key, [column]: [] }));
        return unlinkStatement(this.schema, table, kind, column, linked, emptied);
      });
      return [
        ...labelled("Release", kind, unlinks),
        ...labelled("Delete", kind, [deleteStatement(this.schema, table, kind, keys)]),
      ];
    });
  }

  #patches(kind: Kind): PlannedPatch[] {
    return this.plan.kinds[kind].updates.map(({ key, changes }) => ({
      key,
      changes: Object.fromEntries(
        Object.entries(changes).map(([name, { to }]): [string, PlannedValue] => [name, to]),
      ),
    }));
  }

  #updates(kind: Kind, table: CatalogTable, patches: readonly PlannedPatch[]): Statement[] {
    return chunks(patches).flatMap((chunk) => {
      const changes = chunk.map((patch) => patch.changes);
      const { table: typed, rows } = withPending(this.schema, this.found, kind, table, changes);
      const plain = chunk.map(({ key }, index) => ({ key, changes: rows[index] ?? {} }));
      return updateStatements(this.schema, typed, kind, plain);
    });
  }

  /** The lists that a table keeps as rows of another one. */
  #links(kind: Kind, table: CatalogTable): WritingStatement[] {
    const statements = linkedColumns(table).flatMap(([column, linked]) => {
      const { creates, updates } = this.plan.kinds[kind];
      const created = creates.map(({ values }) => ({
        ...keyOnly(kind, values),
        ...list(column, values[column]),
      }));
      const changed = updates.flatMap(({ key, changes }) => {
        const change = changes[column];
        return change === undefined
          ? []
          : [{ key, from: change.from, to: list(column, change.to) }];
      });
      const rows = changed.map(({ key, to }) => ({ ...key, ...to }));
      // A role that may not delete can still add.
      const losing = changed.filter(({ from, to }) => loses(from, to[column] ?? null));
      const args = [this.schema, table, kind, column, linked] as const;
      return [
        ...chunks(losing.map(({ key, to }) => ({ ...key, ...to }))).map((chunk) =>
          unlinkStatement(...args, chunk),
        ),
        ...chunks([...created, ...rows].filter(hasItems(column))).map((chunk) =>
          linkStatement(...args, chunk),
        ),
      ];
    });
    return labelled("Complete", kind, statements);
  }

  /** Ids that rows of an earlier table wait for. */
  #completions(earlier: Kind, kind: Kind): WritingStatement[] {
    const table = this.found[earlier];
    const refers = descriptors[earlier].columns.some((column) => column.refers === kind);
    if (table === undefined || !refers || !isAfter(earlier, kind)) return [];
    const waiting = (values: PlannedValues): PlannedValues =>
      pick(values, (_, value) => isPending(value) && value.pending === kind);
    const patches = [
      ...this.plan.kinds[earlier].creates.map(({ values }) => ({
        key: keyOnly(earlier, values),
        changes: waiting(values),
      })),
      ...this.#patches(earlier).map(({ key, changes }) => ({ key, changes: waiting(changes) })),
    ].filter(({ changes }) => Object.keys(changes).length > 0);
    return labelled("Complete", earlier, this.#updates(earlier, table, patches));
  }
}

/** Whether a value is the id of a row that is written after the rows of a kind. */
function isLater(kind: Kind, value: PlannedValue): boolean {
  return isPending(value) && isAfter(kind, value.pending);
}

function isAfter(kind: Kind, other: Kind | undefined): boolean {
  return other !== undefined && kinds.indexOf(other) > kinds.indexOf(kind);
}

/** The columns of a table whose values are rows of another one. */
export function linkedColumns(table: CatalogTable) {
  return [...table.columns.values()].flatMap(({ name, linked }) =>
    linked === undefined ? [] : [[name, linked] as const],
  );
}

function keyOnly(kind: Kind, values: PlannedValues): Values {
  return pick(values, (name) => descriptors[kind].key.includes(name)) as Values;
}

function list(column: string, value: PlannedValue | undefined): Record<string, Value> {
  return { [column]: Array.isArray(value) ? (value as readonly string[]) : [] };
}

/** Whether a list has items before a change that it hasn't after it. */
export function loses(from: Value, to: PlannedValue): boolean {
  const items = (value: PlannedValue): readonly unknown[] => (Array.isArray(value) ? value : []);
  return items(from).some((item) => !items(to).includes(item));
}

/** Whether a list has items after a change that it hasn't before it. */
export function gains(from: Value, to: PlannedValue): boolean {
  return loses(to as Value, from);
}

function hasItems(column: string): (row: Values) => boolean {
  return (row) => (row[column] as readonly string[]).length > 0;
}

function pick(
  values: PlannedValues,
  isWanted: (name: string, value: PlannedValue) => boolean,
): PlannedValues {
  const entries = Object.entries(values);
  // Most rows stay as they are: no need for a second one.
  if (entries.every(([name, value]) => isWanted(name, value))) return values;
  return Object.fromEntries(entries.filter(([name, value]) => isWanted(name, value)));
}

function labelled(verb: Verb, kind: Kind, statements: readonly Statement[]): WritingStatement[] {
  return statements.map((statement) => ({ statement, kind, verb }));
}

function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );
}
