import type { KindTables, Queryable } from "./catalog";
import { keyOf } from "./kinds";
import type { KindPlan, SeedPlan } from "./plan-types";
import type { SeedProgress } from "./progress";
import { byKind, type ByKind, kinds } from "./rows";
import { statementText } from "./sql/statement";
import { isPreparation, writingStatements } from "./writing-statements";

/** Keys of the rows that a run created, by kind. */
export type CreatedKeys = ByKind<readonly string[]>;

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
  for (const writing of writingStatements(schema, found, plan)) {
    // Made into text while the server writes the rows before.
    const rows = JSON.stringify(writing.statement.rows);
    await running;
    progress({ step: "write", done, total });
    running = client.query(statementText(writing.statement, "$1"), [rows]);
    if (!isPreparation(writing)) done += writing.statement.rows.length;
  }
  await running;
  return byKind((kind) => plan.kinds[kind].creates.map(({ values }) => keyOf(kind, values)));
}

function rowsOf({ creates, updates, deletes }: KindPlan): number {
  return creates.length + updates.length + deletes.length;
}
