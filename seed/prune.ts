import { groupBy } from "./group-by";
import type { Current } from "./load";
import type { KindPlan, Owned, PlannedCreate, PlannedRemoval, PlannedUpdate } from "./plan-types";
import {
  byKind,
  type ByKind,
  type CurrentRow,
  isPending,
  type Kind,
  kinds,
  type Values,
} from "./rows";
import type { PruneMode } from "./modes";
import { columnRule, descriptors, hasId, keyOf, keyValues, references } from "./kinds";

/** Deletions of one kind, and what stays. */
export type Removals = Pick<KindPlan, "deletes" | "kept">;

/** What the removals depend on. */
export interface PruneRequest {
  readonly current: Current;
  /** Rows that the specification names; with gaps. */
  readonly matched: ByKind<readonly (CurrentRow | undefined)[]>;
  readonly updates: ByKind<readonly PlannedUpdate[]>;
  readonly owned: Owned;
  readonly prune: PruneMode;
}

/**
 * Chooses, among the rows that the seed created and that the specification names no more, those to
 * delete: under `owned` all but stacks without leave, and but what a remaining row refers to.
 */
export function planRemovals(request: PruneRequest): ByKind<Removals> {
  const { current, owned, prune } = request;
  if (prune === "never") return byKind(() => ({ deletes: [], kept: [] }));
  const matched = byKind((kind) => new Set(request.matched[kind]));
  const ownedKeys = byKind((kind) => new Set(owned[kind]));
  const deletable = new Set(owned.deletableStacks);
  const kept = byKind(() => new Map<CurrentRow, string>());
  const removed = byKind(
    (kind) =>
      new Set(
        current[kind].filter((row) => {
          return !matched[kind].has(row) && ownedKeys[kind].has(keyOf(kind, row.values));
        }),
      ),
  );
  const along: Along = new Map();
  const labelOf = labels(current);
  const keep = (kind: Kind, row: CurrentRow, reason: string): void => {
    removed[kind].delete(row);
    for (const dependent of along.get(row) ?? []) removed[dependent.kind].delete(dependent);
    kept[kind].set(row, reason);
  };
  for (const kind of kinds) {
    const condition = descriptors[kind].deletedIf;
    for (const row of [...removed[kind]]) {
      if (prune === "warn") keep(kind, row, "prune is warn");
      else if (condition !== undefined && !deletable.has(keyOf(kind, row.values))) {
        keep(kind, row, condition.kept);
      }
    }
  }
  addResting(current, removed, matched);
  addDependents(current, removed, matched, along);
  const final = finalValues(request);
  // A row that stays keeps what it refers to, which in turn keeps what that refers to.
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, column, to } of references) {
      if (descriptors[from].dependent === true && column === descriptors[from].scope) continue;
      const held = new Map<string, CurrentRow>();
      for (const row of current[from]) {
        const value = final(row)[column] ?? null;
        if (value === null || isPending(value) || removed[from].has(row)) continue;
        held.set(String(value), row);
      }
      for (const row of [...removed[to]]) {
        const holder = held.get(String(row.values.id));
        if (holder === undefined) continue;
        keep(to, row, `${descriptors[from].singular} ${labelOf(holder)} refers to it`);
        changed = true;
      }
    }
  }
  const removal = (kind: Kind, row: CurrentRow): PlannedRemoval => ({
    kind,
    label: labelOf(row),
    key: keyValues(kind, row.values),
    values: row.values,
  });
  return byKind((kind) => ({
    deletes: [...removed[kind]].map((row) => removal(kind, row)),
    kept: [...kept[kind]].map(([row, reason]) => ({ ...removal(kind, row), reason })),
  }));
}

/** Rows that are deleted with another one, and only then. */
type Along = Map<CurrentRow, CurrentRow[]>;

/** Adds the rows that are nothing without a row that goes, whoever made them. */
function addDependents(
  current: Current,
  removed: ByKind<Set<CurrentRow>>,
  matched: ByKind<ReadonlySet<CurrentRow | undefined>>,
  along: Along,
): void {
  for (const kind of kinds) {
    const { dependent, scope = "" } = descriptors[kind];
    const outer = columnRule(kind, scope)?.refers;
    if (dependent !== true || outer === undefined || removed[outer].size === 0) continue;
    const going = groupBy(removed[outer], ({ values }) => String(values.id));
    for (const row of current[kind]) {
      if (removed[kind].has(row) || matched[kind].has(row)) continue;
      const around = going
        .get(String(row.values[scope]))
        ?.find(({ values }) => isInside(row.values, values));
      if (around === undefined) continue;
      removed[kind].add(row);
      along.set(around, [...(along.get(around) ?? []), row]);
    }
  }
}

/** Adds the rows that rest on one that goes for good, whoever made them. */
function addResting(
  current: Current,
  removed: ByKind<Set<CurrentRow>>,
  matched: ByKind<ReadonlySet<CurrentRow | undefined>>,
): void {
  for (const kind of kinds) {
    const { restsOn, scope = "" } = descriptors[kind];
    const outer = columnRule(kind, scope)?.refers;
    if (restsOn === undefined || outer === undefined || removed[restsOn].size === 0) continue;
    const going = new Set([...removed[restsOn]].map(({ values }) => keyOf(restsOn, values)));
    const around = groupBy(current[outer], ({ values }) => String(values.id));
    for (const row of current[kind]) {
      if (matched[kind].has(row)) continue;
      const outside = (around.get(String(row.values[scope])) ?? []).find(({ values }) =>
        isInside(row.values, values),
      );
      // A table may go by the id of what its rows are in alone.
      const key = keyOf(restsOn, { ...outside?.values, ...row.values });
      if (going.has(key)) removed[kind].add(row);
    }
  }
}

/** Whether a row can belong to one whose id it has: an id can be another organization's too. */
function isInside({ organization_id: own }: Values, { organization_id: around }: Values): boolean {
  return own === undefined || around === undefined || own === around;
}

/** What a row will hold after the planned updates. */
function finalValues({
  current,
  updates,
}: PruneRequest): (row: CurrentRow) => PlannedCreate["values"] {
  const changed = new Map<CurrentRow, PlannedCreate["values"]>();
  for (const kind of kinds) {
    const byKey = new Map(updates[kind].map((update) => [keyOf(kind, update.key), update]));
    if (byKey.size === 0) continue;
    for (const row of current[kind]) {
      const update = byKey.get(keyOf(kind, row.values));
      if (update === undefined) continue;
      const next = Object.entries(update.changes).map(([column, { to }]) => [column, to] as const);
      changed.set(row, { ...row.values, ...Object.fromEntries(next) });
    }
  }
  return (row) => changed.get(row) ?? row.values;
}

/** Names rows as their entries are called, and what isn't among the rows by its id. */
function labels(current: Current): (row: CurrentRow) => string {
  const known = byKind((kind) =>
    groupBy(hasId(kind) ? current[kind] : [], ({ values }) => String(values.id)),
  );
  const nameIn = ({ kind, values }: CurrentRow, column: string): string => {
    const text = String(values[column]);
    const { refers } = columnRule(kind, column) ?? {};
    const rows = refers === undefined ? [] : (known[refers].get(text) ?? []);
    const row = rows.find((candidate) => isInside(values, candidate.values));
    return row === undefined ? text : label(row);
  };
  const label = (row: CurrentRow): string => {
    const { name, scope } = descriptors[row.kind];
    const own = nameIn(row, name);
    return scope === undefined ? own : `${nameIn(row, scope)}/${own}`;
  };
  return label;
}
