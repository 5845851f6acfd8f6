import { isDeepStrictEqual } from "node:util";
import type { SeedProblem } from "./errors";
import { groupBy } from "./group-by";
import type { Current } from "./load";
import { type Matches, type MatchRule, matchRows } from "./match";
import {
  type KindPlan,
  type PlannedCreate,
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
import type { DriftMode, PruneMode } from "./modes";
import { ruleOf, tables } from "./tables";

/** What a plan is made of. */
export interface PlanRequest {
  readonly current: Current;
  readonly desired: Desired;
  /** The rows of the specification that was applied last: a value it gave and that is given no more is reset. */
  readonly previous?: Desired | undefined;
  readonly owned?: Owned;
  readonly prune?: PruneMode;
  /** Whether a field whose entry has not changed since is written again. Default: mend. */
  readonly drift?: DriftMode;
}

/** Compares the rows that are there with those that are wanted. Pure. */
export function planSeed(request: PlanRequest): SeedPlan {
  const { current, desired } = request;
  const ids = byKind((): string[] => []);
  const problems: SeedProblem[] = [];
  const matched = byKind((): Matches["found"] => []);
  const drafts = byKind((): Draft => ({ creates: [], updates: [], unchanged: 0 }));
  for (const kind of kinds) {
    const matches = matchKind(kind, desired[kind], current[kind], ids);
    problems.push(...matches.problems);
    matched[kind] = matches.found;
    const draft = drafts[kind];
    const lastOf = lookupLast(request.previous?.[kind] ?? []);
    for (const [index, row] of desired[kind].entries()) {
      const found = matches.found[index];
      const id = found === undefined ? row.id : found.values.id;
      if (id !== undefined) ids[kind][index] = String(id);
      if (found === undefined) {
        draft.creates.push({ row, values: createdValues(row, ids) });
        continue;
      }
      const last = lastOf(row, index);
      const all = changesOf(row, found, ids, last);
      const changes = request.drift === "keep" ? withoutDrift(all, row, last) : all;
      if (Object.keys(changes).length === 0) draft.unchanged++;
      else draft.updates.push({ row, key: keyValues(kind, found), changes });
      if (kind === "stacks") problems.push(...checkRegionMove(row, changes));
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
    problems,
    ids,
  };
}

interface Draft {
  readonly creates: PlannedCreate[];
  readonly updates: PlannedUpdate[];
  unchanged: number;
}

/** Finds a row's entry in the last specification: by the given id, for a name can be another's now. */
function lookupLast(
  previous: readonly DesiredRow[],
): (row: DesiredRow, index: number) => DesiredRow | undefined {
  if (previous.length === 0) return () => undefined;
  const scope = ({ kind, given }: DesiredRow): string =>
    kind === "stacks" && isReference(given.organization_id)
      ? JSON.stringify(given.organization_id.entry)
      : "";
  let byEntry: Map<string, DesiredRow> | undefined;
  let byId: Map<string, DesiredRow> | undefined;
  return (row, index) => {
    // Most entries are where they were, and need no search.
    const same = previous[index];
    if (same?.entry === row.entry && (!row.idGiven || same.id === row.id)) return same;
    byEntry ??= new Map(previous.map((last) => [last.entry, last]));
    if (!row.idGiven) return byEntry.get(row.entry);
    byId ??= new Map(previous.map((last) => [`${scope(last)}${last.id ?? ""}`, last]));
    return byId.get(`${scope(row)}${row.id ?? ""}`) ?? byEntry.get(row.entry);
  };
}

function createdValues(row: DesiredRow, ids: RowIds): Values {
  const given = Object.entries(row.given).map(([column, value]): [string, Value] => [
    column,
    plainValue(value, ids),
  ]);
  return {
    ...(row.id === undefined ? {} : { id: row.id }),
    ...row.initial,
    ...Object.fromEntries(given),
  };
}

/** Recognizes users, organizations and regions by name, stacks and members inside an organization. */
function matchKind(
  kind: Kind,
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
  ids: RowIds,
): Matches {
  if (current.length === 0) return { found: [], problems: [] };
  if (kind === "members") return { found: matchMembers(desired, current, ids), problems: [] };
  if (kind !== "stacks") return matchRows(desired, current, matchRules[kind]);
  const found = new Array<CurrentRow | undefined>(desired.length);
  const problems: SeedProblem[] = [];
  const scopes = groupBy(desired.entries(), ([, row]) =>
    String(givenValue(row, "organization_id", ids)),
  );
  const existing = groupBy(current, (row) => String(row.values.organization_id));
  for (const [organization, entries] of scopes) {
    const stacks = entries.map(([, row]) => row);
    const matches = matchRows(stacks, existing.get(organization) ?? [], matchRules.stacks);
    problems.push(...matches.problems);
    entries.forEach(([index], place) => {
      found[index] = matches.found[place];
    });
  }
  return { found, problems };
}

/** Members have no name: organization and user are all that they are. */
function matchMembers(
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
  ids: RowIds,
): Matches["found"] {
  const byOrganization = new Map<string, Map<string, CurrentRow>>();
  for (const row of current) {
    const organization = String(row.values.organization_id);
    const users = byOrganization.get(organization) ?? new Map<string, CurrentRow>();
    byOrganization.set(organization, users.set(String(row.values.user_id), row));
  }
  return desired.map((row) =>
    byOrganization
      .get(String(givenValue(row, "organization_id", ids)))
      ?.get(String(givenValue(row, "user_id", ids))),
  );
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
  return plainValue(row.given[column] ?? null, ids);
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
  for (const column of Object.keys(row.given)) {
    const to = givenValue(row, column, ids);
    const from = found.values[column] ?? null;
    if (!sameValue(row.kind, column, from, to)) changes[column] = { from, to };
  }
  // What the last specification gave and this one leaves open goes back to its first value.
  for (const column of Object.keys(before?.given ?? {})) {
    if (row.given[column] !== undefined || !(column in found.values)) continue;
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
      ([column]) => !saysTheSame(row.given[column], last?.given[column]),
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
  if (isList(left) && isList(right)) {
    // A list of modules is a set.
    return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
  }
  return left === right;
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

function checkRegionMove(
  row: DesiredRow,
  changes: Readonly<Record<string, ColumnChange>>,
): SeedProblem[] {
  const move = changes.region_id;
  if (move === undefined) return [];
  const message = `stack ${JSON.stringify(row.label)} is in the region with the id ${JSON.stringify(move.from)}: a stack can't move; keep its region, or make a stack with another name`;
  return [{ path: `${row.path}.region`, message }];
}

function keyValues(kind: Kind, row: CurrentRow): Values {
  return Object.fromEntries(tables[kind].key.map((column) => [column, row.values[column] ?? null]));
}
