import { isDeepStrictEqual } from "node:util";
import type { SeedProblem } from "./errors";
import { groupBy } from "./group-by";
import type { Current } from "./load";
import { columnRule, descriptors, hasId, keyOf, keyValues } from "./kinds";
import { type Matches, matchRows } from "./match";
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
    const lastOf = lookupLast(kind, request.previous?.[kind] ?? []);
    for (const [index, row] of desired[kind].entries()) {
      const found = matches.found[index];
      const id = found === undefined ? row.id : found.values.id;
      if (id !== undefined) ids[kind][index] = String(id);
      if (found === undefined) {
        draft.creates.push({ row, values: createdValues(row, ids) });
        continue;
      }
      const last = lastOf(row);
      const all = changesOf(row, found, ids, last);
      const changes = request.drift === "keep" ? withoutDrift(all, row, last) : all;
      if (Object.keys(changes).length === 0) draft.unchanged++;
      else draft.updates.push({ row, key: keyValues(kind, found.values), changes });
      problems.push(...checkFixed(row, changes));
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
  kind: Kind,
  previous: readonly DesiredRow[],
): (row: DesiredRow) => DesiredRow | undefined {
  if (previous.length === 0) return () => undefined;
  const { scope } = descriptors[kind];
  const idOf = ({ given, id }: DesiredRow): string => {
    const outer = scope === undefined ? undefined : given[scope];
    return JSON.stringify([isReference(outer) ? outer.entry : null, id]);
  };
  const byEntry = new Map(previous.map((last) => [last.entry, last]));
  const byId = new Map(previous.map((last) => [idOf(last), last]));
  return (row) => (row.idGiven ? byId.get(idOf(row)) : undefined) ?? byEntry.get(row.entry);
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

/** Recognizes rows by id and name, inside their scope; rows without an id by their key. */
function matchKind(
  kind: Kind,
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
  ids: RowIds,
): Matches {
  if (current.length === 0) return { found: [], problems: [] };
  const { scope, key } = descriptors[kind];
  if (!hasId(kind)) {
    const byKey = new Map(current.map((row) => [keyOf(kind, row.values), row]));
    const wanted = (row: DesiredRow): string =>
      key.map((column) => String(givenValue(row, column, ids))).join("/");
    return { found: desired.map((row) => byKey.get(wanted(row))), problems: [] };
  }
  if (scope === undefined) return matchRows(kind, desired, current);
  const found = new Array<CurrentRow | undefined>(desired.length);
  const problems: SeedProblem[] = [];
  const scopes = groupBy(desired.entries(), ([, row]) => String(givenValue(row, scope, ids)));
  const existing = groupBy(current, (row) => String(row.values[scope]));
  for (const [name, entries] of scopes) {
    const rows = entries.map(([, row]) => row);
    const matches = matchRows(kind, rows, existing.get(name) ?? []);
    problems.push(...matches.problems);
    entries.forEach(([index], place) => {
      found[index] = matches.found[place];
    });
  }
  return { found, problems };
}

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
    return columnRule(kind, column)?.caseless === true
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

/** What an existing row can't change. */
function checkFixed(
  row: DesiredRow,
  changes: Readonly<Record<string, ColumnChange>>,
): SeedProblem[] {
  const { singular, columns } = descriptors[row.kind];
  return columns.flatMap(({ column, property, refers, fixed }) => {
    const change = changes[column];
    if (change === undefined || fixed === undefined || refers === undefined) return [];
    const message = `${singular} ${JSON.stringify(row.label)} is in the ${descriptors[refers].singular} with the id ${JSON.stringify(change.from)}: ${fixed}`;
    return [{ path: `${row.path}.${property ?? column}`, message }];
  });
}
