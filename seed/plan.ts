import { isDeepStrictEqual } from "node:util";
import type { SeedProblem } from "./errors";
import { groupBy } from "./group-by";
import type { Current } from "./load";
import { type LookupRequest, lookUp } from "./lookups";
import { descriptors, hasId, keyOf, keyValues } from "./kinds";
import { type Matches, matchRows } from "./match";
import {
  type KindPlan,
  type PlannedCreate,
  type Owned,
  type PlannedUpdate,
  type ColumnChange,
  type RowIds,
  type SeedPlan,
} from "./plan-types";
import { parseOwned } from "./owned";
import { warnOfNewOwners } from "./new-owners";
import { planRemovals } from "./prune";
import { sameValue } from "./same-value";
import type { Desired } from "./resolve";
import {
  byKind,
  type CurrentRow,
  type DesiredRow,
  type Given,
  isLookup,
  isReference,
  type Kind,
  kinds,
  type PlannedValue,
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
  /** Whether a field whose entry has not changed since is written again. Default: restore. */
  readonly drift?: DriftMode;
  /** Default: names and roles stay as they are, for a plan without a database. */
  readonly lookup?: LookupRequest;
}

/** Compares the rows that are there with those that are wanted. Pure. */
export function planSeed(request: PlanRequest): SeedPlan {
  const { current } = request;
  const ids = byKind((): string[] => []);
  const problems: SeedProblem[] = [];
  const matched = byKind((): Matches["found"] => []);
  const drafts = byKind((): Draft => ({ creates: [], updates: [], unchanged: 0 }));
  // All rows are recognized first: some refer to rows of a later table.
  for (const kind of kinds) {
    const matches = matchKind(kind, request.desired[kind], current[kind], ids);
    problems.push(...matches.problems);
    matched[kind] = matches.found;
    for (const [index, row] of request.desired[kind].entries()) {
      const found = matches.found[index];
      const id = found === undefined ? row.id : found.values.id;
      if (id !== undefined) ids[kind][index] = String(id);
    }
  }
  const isNew = (kind: Kind, index: number): boolean => matched[kind][index] === undefined;
  const { desired, previous, ...looked } = lookUpBoth(request, ids, isNew);
  problems.push(...looked.problems);
  for (const kind of kinds) {
    const draft = drafts[kind];
    const known = { ids, desired };
    const lastOf = lookupLast(kind, previous?.[kind] ?? []);
    for (const [index, row] of desired[kind].entries()) {
      const found = matched[kind][index];
      if (found === undefined) {
        draft.creates.push({ row, values: createdValues(row, known) });
        continue;
      }
      const last = lastOf(row);
      const all = changesOf(row, found, known, last);
      const changes = request.drift === "keep" ? withoutDrift(all, row, last) : all;
      if (Object.keys(changes).length === 0) draft.unchanged++;
      else draft.updates.push({ row, key: keyValues(kind, found.values), changes });
      problems.push(...checkFixed(row, changes));
    }
  }
  const updates = byKind((kind) => drafts[kind].updates);
  const removals = planRemovals({
    current,
    matched,
    updates,
    owned: parseOwned(request.owned),
    prune: request.prune ?? "never",
  });
  return {
    kinds: byKind((kind): KindPlan => ({ ...drafts[kind], ...removals[kind] })),
    problems,
    warnings: warnOfNewOwners(desired, matched, updates),
    ids,
  };
}

/** Looks policies up for the wanted rows and for those of the last specification. */
function lookUpBoth(
  { desired, previous, lookup }: PlanRequest,
  ids: RowIds,
  isNew: (kind: Kind, index: number) => boolean,
) {
  if (lookup === undefined) return { desired, previous, problems: [] };
  const known = { wanted: desired, ids };
  const looked = lookUp(desired, lookup, { ...known, isNew });
  if (previous === desired) return { ...looked, previous: looked.desired };
  const last = previous && lookUp(previous, lookup, { ...known, isNew: () => false });
  return { ...looked, previous: last?.desired };
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

/** What is known of the rows that others refer to. */
interface Known {
  readonly ids: RowIds;
  readonly desired: Desired;
}

function createdValues(row: DesiredRow, known: Known): PlannedCreate["values"] {
  const given = Object.entries(row.given).map(([column, value]): [string, PlannedValue] => [
    column,
    plainValue(value, known),
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
    const byKey = new Map<string, CurrentRow>();
    const repeated = new Set<string>();
    for (const row of current) {
      const text = keyOf(kind, row.values);
      if (byKey.has(text)) repeated.add(text);
      else byKey.set(text, row);
    }
    const wanted = (row: DesiredRow): string =>
      key.map((column) => String(givenKey(row, column, ids))).join("/");
    const problems = desired.flatMap((row) => {
      if (repeated.size === 0 || !repeated.has(wanted(row))) return [];
      const { plural } = descriptors[kind];
      const message = `several existing ${plural} are called ${JSON.stringify(row.label)}: rename all but one`;
      return [{ path: row.path, message }];
    });
    return { found: desired.map((row) => byKey.get(wanted(row))), problems };
  }
  if (scope === undefined) return matchRows(kind, desired, current);
  const found = new Array<CurrentRow | undefined>(desired.length);
  const problems: SeedProblem[] = [];
  const scopes = groupBy(desired.entries(), ([, row]) => String(givenKey(row, scope, ids)));
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

/** A given value of a key; the id, for a reference. */
function givenKey(row: DesiredRow, column: string, ids: RowIds): Value {
  const value = row.given[column] ?? null;
  if (isLookup(value)) return value.written;
  return isReference(value) ? (ids[value.kind][value.index] ?? "") : value;
}

/** A given value; for a reference the id, or how it will be found once the row is there. */
function plainValue(value: Given, known: Known): PlannedValue {
  if (isLookup(value)) return value.written;
  if (!isReference(value)) return value;
  const { ids, desired } = known;
  const id = ids[value.kind][value.index];
  if (id !== undefined) return id;
  const target = desired[value.kind][value.index];
  if (target === undefined || hasId(value.kind)) return "";
  const key = descriptors[value.kind].key.map((name) => [name, givenKey(target, name, ids)]);
  return { pending: value.kind, key: Object.fromEntries(key) as Values };
}

function changesOf(
  row: DesiredRow,
  found: CurrentRow,
  known: Known,
  before: DesiredRow | undefined,
): Record<string, ColumnChange> {
  const changes: Record<string, ColumnChange> = {};
  for (const [column, given] of Object.entries(row.given)) {
    const to = plainValue(given, known);
    const from = found.values[column] ?? null;
    if (!sameValue(row.kind, column, from, to)) changes[column] = { from, to };
  }
  // What the last specification gave and this one leaves open goes back to its first value.
  for (const column of Object.keys({ ...before?.given, ...row.initial })) {
    if (row.given[column] !== undefined || !(column in found.values)) continue;
    if (before?.given[column] === undefined && !startsAnew(row, before, column)) continue;
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
      ([column]) =>
        !saysTheSame(row.given[column], last?.given[column]) || startsAnew(row, last, column),
    ),
  );
}

/** Whether an open column has another first value than before: an owner's role is another one. */
function startsAnew(row: DesiredRow, before: DesiredRow | undefined, column: string): boolean {
  const [first, last] = [row.initial[column], before?.initial[column]];
  return (
    row.given[column] === undefined && first !== undefined && last !== undefined && first !== last
  );
}

/** Whether two entries give the same; a row that is referred to can have another place. */
function saysTheSame(left: Given | undefined, right: Given | undefined): boolean {
  return isReference(left) && isReference(right)
    ? left.kind === right.kind && left.entry === right.entry
    : isDeepStrictEqual(left, right);
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
