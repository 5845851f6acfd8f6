import { isDeepStrictEqual } from "node:util";
import type { SeedProblem } from "./errors";
import type { Current } from "./load";
import { type MatchRule, matchRows } from "./match";
import {
  type KindPlan,
  nothingOwned,
  type Owned,
  type PlannedUpdate,
  type ColumnChange,
  type RowIds,
  type SeedPlan,
} from "./plan-types";
import { planRemovals } from "./prune";
import type { Desired } from "./resolve";
import {
  byKind,
  type CurrentRow,
  type DesiredRow,
  isReference,
  type Kind,
  kinds,
  type Reference,
  type Value,
  type Values,
} from "./rows";
import type { DriftPolicy, PrunePolicy } from "./specification";
import { keyFrom, keyOf, ruleOf, tables } from "./tables";

/** What a plan is made of. */
export interface PlanRequest {
  readonly current: Current;
  readonly desired: Desired;
  /** The rows of the specification that was applied last: a value it gave and that is given no more is reset. */
  readonly previous?: Desired | undefined;
  readonly owned?: Owned;
  readonly prune?: PrunePolicy;
  /** Whether a field whose entry has not changed since is written again. Default: mend. */
  readonly drift?: DriftPolicy;
}

/** Compares the rows that are there with those that are wanted. Pure. */
export function planSeed(request: PlanRequest): SeedPlan {
  const { current, desired } = request;
  const ids = byKind((): string[] => []);
  const problems: SeedProblem[] = [];
  const matched = byKind(() => new Set<CurrentRow>());
  const drafts = byKind((): Draft => ({ creates: [], updates: [], unchanged: 0 }));
  for (const kind of kinds) {
    const matches = matchKind(kind, desired[kind], current[kind], ids);
    problems.push(...matches.problems);
    const draft = drafts[kind];
    const lastOf = lookupLast(request.previous?.[kind] ?? []);
    for (const [index, row] of desired[kind].entries()) {
      const found = matches.rows.get(row);
      const id = found === undefined ? row.id : found.values.id;
      if (id !== undefined) ids[kind][index] = String(id);
      if (found === undefined) {
        draft.creates.push(row);
        continue;
      }
      matched[kind].add(found);
      const last = lastOf(row);
      const all = changesOf(row, found, ids, last);
      const changes = request.drift === "keep" ? withoutDrift(all, row, last) : all;
      if (Object.keys(changes).length === 0) draft.unchanged++;
      else draft.updates.push({ row, key: keyValues(kind, found), changes });
      problems.push(...checkRegionMove(row, changes));
    }
  }
  const removals = planRemovals({
    current,
    matched,
    updates: byKind((kind) => drafts[kind].updates),
    owned: request.owned ?? nothingOwned,
    prune: request.prune ?? "never",
  });
  return {
    kinds: byKind((kind): KindPlan => ({ ...drafts[kind], ...removals[kind] })),
    createdValue: (row, column) => createdValue(row, column, ids),
    problems,
    ids,
  };
}

interface Draft {
  readonly creates: DesiredRow[];
  readonly updates: PlannedUpdate[];
  unchanged: number;
}

/** Finds a row's entry in the last specification: by the given id, for a name can be another's now. */
function lookupLast(previous: readonly DesiredRow[]): (row: DesiredRow) => DesiredRow | undefined {
  if (previous.length === 0) return () => undefined;
  const scope = ({ kind, given }: DesiredRow): string =>
    kind === "stacks" && isReference(given.organization_id)
      ? JSON.stringify(given.organization_id.entry)
      : "";
  const byEntry = new Map(previous.map((row) => [row.entry, row]));
  const byId = new Map(
    previous.flatMap((row) => (row.id === undefined ? [] : [[`${scope(row)}${row.id}`, row]])),
  );
  return (row) =>
    (row.idGiven ? byId.get(`${scope(row)}${row.id ?? ""}`) : undefined) ?? byEntry.get(row.entry);
}

function createdValue(row: DesiredRow, column: string, ids: RowIds): Value {
  if (column === "id") return row.id ?? null;
  const given = row.givenIn(column);
  return given === undefined ? (row.initial[column] ?? null) : plainValue(given, ids);
}

/** Recognizes users, organizations and regions by name, stacks and members inside an organization. */
function matchKind(
  kind: Kind,
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
  ids: RowIds,
): ReturnType<typeof matchRows> {
  if (kind === "members") {
    const byKey = new Map(current.map((row) => [keyOf(kind, row.values), row]));
    const rows = new Map<DesiredRow, CurrentRow>();
    if (byKey.size === 0) return { rows, problems: [] };
    for (const row of desired) {
      const found = byKey.get(keyFrom(kind, (column) => givenValue(row, column, ids)));
      if (found !== undefined) rows.set(row, found);
    }
    return { rows, problems: [] };
  }
  if (kind !== "stacks") return matchRows(desired, current, matchRules[kind]);
  const rows = new Map<DesiredRow, CurrentRow>();
  const problems: SeedProblem[] = [];
  const scopes = groupBy(desired, (row) => String(givenValue(row, "organization_id", ids)));
  const existing = groupBy(current, (row) => String(row.values.organization_id));
  for (const [organization, members] of scopes) {
    const matches = matchRows(members, existing.get(organization) ?? [], matchRules.stacks);
    problems.push(...matches.problems);
    for (const [row, found] of matches.rows) rows.set(row, found);
  }
  return { rows, problems };
}

const byNameColumn = (noun: string): MatchRule => ({
  noun,
  nameOf: (row) => String(row.values.name),
  wantedName: (row) => {
    const name = row.given.name;
    return typeof name === "string" ? name : row.label;
  },
});

const matchRules: Record<Exclude<Kind, "members">, MatchRule> = {
  users: {
    noun: "user",
    nameOf: (row) => String(row.values.email).toLowerCase(),
    wantedName: (row) => row.entry,
  },
  organizations: byNameColumn("organization"),
  regions: byNameColumn("region"),
  stacks: byNameColumn("stack"),
};

/** A given value; the id, for a reference. */
function givenValue(row: DesiredRow, column: string, ids: RowIds): Value {
  return plainValue(row.givenIn(column) ?? null, ids);
}

function plainValue(value: Value | Reference, ids: RowIds): Value {
  return isReference(value) ? (ids[value.kind][value.index] ?? "") : value;
}

function changesOf(
  row: DesiredRow,
  found: CurrentRow,
  ids: RowIds,
  before: DesiredRow | undefined,
): Record<string, ColumnChange> {
  const changes: Record<string, ColumnChange> = {};
  for (const column of row.columns) {
    const to = givenValue(row, column, ids);
    const from = found.values[column] ?? null;
    if (!sameValue(row.kind, column, from, to)) changes[column] = { from, to };
  }
  // What the last specification gave and this one leaves open goes back to its first value.
  for (const column of before?.columns ?? []) {
    if (row.givenIn(column) !== undefined || !(column in found.values)) continue;
    const from = found.values[column] ?? null;
    const to = row.initial[column] ?? null;
    if (!sameValue(row.kind, column, from, to)) changes[column] = { from, to };
  }
  return changes;
}

/** Only what the specification itself changed: the rest was changed by hand, and stays. */
function withoutDrift(
  changes: Readonly<Record<string, ColumnChange>>,
  row: DesiredRow,
  last: DesiredRow | undefined,
): Record<string, ColumnChange> {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([column]) => !saysTheSame(row.givenIn(column), last?.givenIn(column)),
    ),
  );
}

/** Whether two entries give the same; a row that is referred to can have another place. */
function saysTheSame(
  left: Value | Reference | undefined,
  right: Value | Reference | undefined,
): boolean {
  return isReference(left) && isReference(right)
    ? left.kind === right.kind && left.entry === right.entry
    : isDeepStrictEqual(left, right);
}

function sameValue(kind: Kind, column: string, left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") {
    return ruleOf(kind, column)?.caseless === true
      ? left.toLowerCase() === right.toLowerCase()
      : left === right;
  }
  if (typeof left === "object" && typeof right === "object" && left !== null && right !== null) {
    // A list of modules is a set.
    return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
  }
  return left === right;
}

function checkRegionMove(
  row: DesiredRow,
  changes: Readonly<Record<string, ColumnChange>>,
): SeedProblem[] {
  const move = row.kind === "stacks" ? changes.region_id : undefined;
  if (move === undefined) return [];
  const message = `stack ${JSON.stringify(row.label)} is in the region with the id ${JSON.stringify(move.from)}: a stack can't move; keep its region, or make a stack with another name`;
  return [{ path: `${row.path}.region`, message }];
}

function keyValues(kind: Kind, row: CurrentRow): Values {
  return Object.fromEntries(tables[kind].key.map((column) => [column, row.values[column] ?? null]));
}

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item));
    if (group === undefined) groups.set(keyOfItem(item), [item]);
    else group.push(item);
  }
  return groups;
}
