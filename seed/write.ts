import type { KindTables, Queryable } from "./catalog";
import type { KindPlan, SeedPlan } from "./plan-types";
import type { SeedProgress } from "./progress";
import { byKind, type ByKind, type Kind, kinds, type Value } from "./rows";
import { deleteStatement } from "./sql/delete";
import { insertStatement } from "./sql/insert";
import { type Statement, statementText } from "./sql/statement";
import { type RowPatch, updateStatements } from "./sql/update";
import { keyOf } from "./kinds";
import { planFreedValues } from "./free-unique-values";

/** Keys of the rows that a run created, by kind. */
export type CreatedKeys = ByKind<readonly string[]>;

/** Most rows of one statement: a hundred thousand at once would take much memory. */
const rowsPerStatement = 5_000;

/** Carries a plan out. */
export async function writePlan(
  client: Queryable,
  schema: string,
  found: KindTables,
  plan: SeedPlan,
  progress: SeedProgress,
): Promise<CreatedKeys> {
  const total = kinds.reduce((sum, kind) => sum + rowsOf(plan.kinds[kind]), 0);
  let done = 0;
  let running: Promise<unknown> = Promise.resolve();
  for (const { statement, verb } of writingStatements(schema, found, plan)) {
    // Made into text while the server writes the rows before.
    const rows = JSON.stringify(statement.rows);
    await running;
    progress({ step: "write", done, total });
    running = client.query(statementText(statement, "$1"), [rows]);
    // Rows that only make room for others are still to be updated or deleted.
    if (verb !== "Free unique values of") done += statement.rows.length;
  }
  await running;
  return byKind((kind) => plan.kinds[kind].creates.map(({ values }) => keyOf(kind, values)));
}

function rowsOf({ creates, updates, deletes }: KindPlan): number {
  return creates.length + updates.length + deletes.length;
}

/** A statement of a plan. */
export interface WritingStatement {
  readonly statement: Statement;
  readonly kind: Kind;
  /** What it does to its rows. */
  readonly verb: "Free unique values of" | "Create" | "Update" | "Delete";
}

/**
 * The statements of a plan, in their order: for each table those that free unique values, then
 * inserts and updates; then the deletions.
 */
export function writingStatements(
  schema: string,
  found: KindTables,
  plan: SeedPlan,
): WritingStatement[] {
  const written = kinds.flatMap((kind): WritingStatement[] => {
    const table = found[kind];
    if (table === undefined) return [];
    const { creates, updates } = plan.kinds[kind];
    const updating = (patches: readonly RowPatch[]): Statement[] =>
      chunks(patches).flatMap((chunk) => updateStatements(schema, table, kind, chunk));
    const patches = updates.map(({ key, changes }) => ({
      key,
      changes: Object.fromEntries(
        Object.entries(changes).map(([name, { to }]): [string, Value] => [name, to]),
      ),
    }));
    const values = creates.map((create) => create.values);
    const inserts = chunks(values).map((rows) => insertStatement(schema, table, kind, rows));
    const to = (verb: WritingStatement["verb"], statements: readonly Statement[]) =>
      statements.map((statement) => ({ statement, kind, verb }));
    return [
      ...to("Free unique values of", updating(planFreedValues(kind, table, plan))),
      ...to("Create", inserts),
      ...to("Update", updating(patches)),
    ];
  });
  const deleted = [...kinds].reverse().flatMap((kind): WritingStatement[] => {
    const table = found[kind];
    if (table === undefined) return [];
    const keys = plan.kinds[kind].deletes.map(({ key }) => key);
    return chunks(keys).map((rows) => ({
      statement: deleteStatement(schema, table, kind, rows),
      kind,
      verb: "Delete",
    }));
  });
  return [...written, ...deleted];
}

function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );
}
