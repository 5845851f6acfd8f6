import type { KindTables, Queryable } from "./catalog";
import type { KindPlan, SeedPlan } from "./plan-types";
import type { SeedProgress } from "./progress";
import { runStatement } from "./run-statement";
import { byKind, type ByKind, kinds, type Value } from "./rows";
import { deleteStatement } from "./sql/delete";
import { insertStatement } from "./sql/insert";
import type { Statement } from "./sql/statement";
import { updateStatement } from "./sql/update";
import { keyFrom } from "./tables";
import { planVacations } from "./vacate";

/** Keys of the rows that a run created, by kind. */
export type CreatedKeys = ByKind<readonly string[]>;

/** Carries a plan out: for each table at most one insert, two updates and one delete. */
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
  // Each statement is put together while the server carries out the one before.
  for (const { rows, ...statement } of statementsOf(schema, found, plan)) {
    await running;
    progress({ step: "write", done, total });
    running = runStatement(client, statement);
    done += rows;
  }
  await running;
  return byKind((kind) =>
    plan.kinds[kind].creates.map((row) =>
      keyFrom(kind, (column) => plan.createdValue(row, column)),
    ),
  );
}

function rowsOf({ creates, updates, deletes }: KindPlan): number {
  return creates.length + updates.length + deletes.length;
}

/** The statements, with how many rows of the plan each is done with. */
function* statementsOf(
  schema: string,
  found: KindTables,
  plan: SeedPlan,
): Iterable<Statement & { readonly rows: number }> {
  for (const kind of kinds) {
    const table = found[kind];
    if (table === undefined) continue;
    const { creates, updates } = plan.kinds[kind];
    const vacations = planVacations(kind, table, plan);
    if (vacations.length > 0) {
      yield { ...updateStatement(schema, table, kind, vacations), rows: 0 };
    }
    if (creates.length > 0) {
      yield {
        ...insertStatement(schema, table, kind, creates, plan.createdValue),
        rows: creates.length,
      };
    }
    if (updates.length > 0) {
      const patches = updates.map(({ key, changes }) => ({
        key,
        changes: Object.fromEntries(
          Object.entries(changes).map(([name, { to }]): [string, Value] => [name, to]),
        ),
      }));
      yield { ...updateStatement(schema, table, kind, patches), rows: patches.length };
    }
  }
  for (const kind of [...kinds].reverse()) {
    const table = found[kind];
    const keys = plan.kinds[kind].deletes.map(({ key }) => key);
    if (table !== undefined && keys.length > 0) {
      yield { ...deleteStatement(schema, table, kind, keys), rows: keys.length };
    }
  }
}
