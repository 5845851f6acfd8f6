import type { KindTables, Queryable } from "./catalog";
import { descriptors, hasId, isLookedUp, keyColumns, references } from "./kinds";
import type { SeedPlan } from "./plan-types";
import type { Desired } from "./resolve";
import { isLookup, isReference, type Kind, kinds, type Values } from "./rows";
import { fingerprintSql, type GuardedRows } from "./sql/guard";

/** Rows that a plan was made of, and what they were at that time. */
export interface Guard extends GuardedRows {
  readonly fingerprint: string;
}

/** Remembers the rows that a plan was made of, in the transaction in which it was made. */
export async function readGuards(
  client: Queryable,
  schema: string,
  found: KindTables,
  { plan, desired }: { readonly plan: SeedPlan; readonly desired: Desired },
): Promise<Guard[]> {
  const guards: Guard[] = [];
  for (const rows of guardedRows(found, plan, desired)) {
    const text = fingerprintSql(schema, rows, "$1");
    const answer = await client.query(text, [JSON.stringify(rows.values)]);
    const [{ fingerprint }] = answer.rows as [{ fingerprint: string }];
    guards.push({ ...rows, fingerprint });
  }
  return guards;
}

/**
 * The rows that entries mean, those that would be taken for them, those that are deleted, and those
 * that refer to a deleted one.
 */
function guardedRows(found: KindTables, plan: SeedPlan, desired: Desired): GuardedRows[] {
  return kinds.flatMap((kind) => {
    const table = found[kind];
    if (table === undefined) return [];
    const removed = plan.kinds[kind].deletes.map(({ key }) => key);
    const referring = references
      .filter(({ from, column }) => from === kind && table.columns.has(column))
      .map(({ column, to }) => ({
        column,
        values: plan.kinds[to].deletes.map(({ key }) => ({ [column]: key.id ?? null })),
      }))
      .filter(({ values }) => values.length > 0);
    const { restsOn, name } = descriptors[kind];
    const resting = restsOn === undefined ? [] : plan.kinds[restsOn].deletes;
    if (resting.length > 0) {
      const values = resting.map(({ key }) => ({ [name]: key[name] ?? null }));
      referring.push({ column: name, values });
    }
    const wanted = desired[kind].map((_, index) => recognized(kind, desired, plan, index));
    const looked = isLookedUp(kind) ? lookedUpIds(kind, plan) : [];
    const values = [...wanted, ...removed, ...referring.flatMap((rows) => rows.values), ...looked];
    if (values.length === 0) return [];
    const by = [
      keyColumns(kind, table),
      ...recognizedBy(kind),
      ...(looked.length > 0 ? [["id"]] : []),
    ];
    return [{ table, kind, by, referring: referring.map(({ column }) => column), values }];
  });
}

/** The ids of rows that were looked up, such as built-in policies: a file must not mean others. */
function lookedUpIds(kind: Kind, { kinds: plans }: SeedPlan): Values[] {
  const ids = new Set(
    references
      .filter(({ to }) => to === kind)
      .flatMap(({ from, column }) => [
        ...plans[from].creates.map(({ values }) => values[column] ?? null),
        ...plans[from].updates.map(({ changes }) => changes[column]?.to ?? null),
      ])
      .filter((value) => typeof value === "string"),
  );
  return [...ids].map((id) => ({ id }));
}

/** What a row is recognized by beside its key. */
function recognizedBy(kind: Kind): string[][] {
  const { name, scope } = descriptors[kind];
  if (!hasId(kind)) return [];
  return [scope === undefined ? [name] : [scope, name]];
}

/** The values of a desired row that it is recognized by. */
function recognized(kind: Kind, desired: Desired, plan: SeedPlan, index: number): Values {
  const row = desired[kind][index];
  const columns = [...descriptors[kind].key, ...recognizedBy(kind).flat()];
  return Object.fromEntries(
    columns.map((column) => {
      if (column === "id") return [column, plan.ids[kind][index] ?? null];
      const given = row?.given[column] ?? null;
      if (isReference(given)) return [column, plan.ids[given.kind][given.index] ?? null];
      return [column, isLookup(given) ? null : given];
    }),
  );
}
