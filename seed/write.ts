import type { KindTables, Queryable } from "./catalog";
import type { SeedPlan } from "./plan-types";
import { byKind, type ByKind, type Kind, kinds, type Value } from "./rows";
import { deleteStatement } from "./sql/delete";
import { insertStatement } from "./sql/insert";
import type { Statement } from "./sql/statement";
import { updateStatement } from "./sql/update";
import { keyOf } from "./tables";

/** Keys of the rows that a run created, by kind. */
export type CreatedKeys = ByKind<string[]>;

/** Carries a plan out: for each table at most one insert, one update and one delete. */
export async function writePlan(
  client: Queryable,
  schema: string,
  found: KindTables,
  plan: SeedPlan,
): Promise<CreatedKeys> {
  const created = byKind((): string[] => []);
  const run = async (statement: Statement): Promise<unknown[]> =>
    (await client.query(statement.text, [...statement.values])).rows;
  for (const kind of kinds) {
    const table = found[kind];
    if (table === undefined) continue;
    const { creates, updates } = plan.kinds[kind];
    if (creates.length > 0) {
      const [first, ...others] = creates.map(({ row }) => Object.keys(row.given));
      const stated = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
      const rows = creates.map(({ values }) => values);
      const written = await run(insertStatement({ schema, table, kind, rows, stated }));
      created[kind].push(...createdKeys(kind, written));
    }
    if (updates.length > 0) {
      const patches = updates.map(({ key, changes }) => ({
        key,
        changes: Object.fromEntries(
          Object.entries(changes).map(([name, { to }]): [string, Value] => [name, to]),
        ),
      }));
      await run(updateStatement(schema, table, kind, patches));
    }
  }
  for (const kind of [...kinds].reverse()) {
    const table = found[kind];
    const keys = plan.kinds[kind].deletes.map(({ key }) => key);
    if (table !== undefined && keys.length > 0) {
      await run(deleteStatement(schema, table, kind, keys));
    }
  }
  return created;
}

function createdKeys(kind: Kind, rows: readonly unknown[]): string[] {
  return rows
    .filter((row): row is Record<string, Value> => {
      return typeof row === "object" && row !== null && "created" in row && row.created === true;
    })
    .map((row) => keyOf(kind, row));
}
