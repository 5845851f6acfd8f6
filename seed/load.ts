import type { KindTables, Queryable } from "./catalog";
import { folded } from "./entries";
import { columnRule, descriptors, hasId, isLookedUp, keyOf, references } from "./kinds";
import {
  byKind,
  type ByKind,
  type CurrentRow,
  givenText,
  isLookup,
  isReference,
  type Kind,
  kinds,
  type Value,
  type Values,
} from "./rows";
import type { Owned } from "./plan-types";
import type { Desired } from "./resolve";
import { selectStatement, type Condition } from "./sql/select";

/** Text whose lower case is the same everywhere. */
const ascii = /^[\u{1}-\u{7f}]*$/u;

/** The rows of each table that a plan has to know. */
export type Current = ByKind<readonly CurrentRow[]>;

/** Where the rows are. */
export interface LoadRequest {
  readonly schema: string;
  readonly tables: KindTables;
  readonly desired: Desired;
  readonly owned: Owned;
}

/**
 * Reads the rows that the specification names, those that the seed owns, and those that refer to
 * an owned one: one statement for each table.
 */
export async function loadCurrent(client: Queryable, request: LoadRequest): Promise<Current> {
  const current: ByKind<readonly CurrentRow[]> = byKind(() => []);
  for (const kind of kinds) {
    const table = request.tables[kind];
    if (!isNeeded(kind, request)) continue;
    const conditions = conditionsFor(kind, request, current);
    if (
      table === undefined ||
      conditions.every(({ values, orNull }) => values.length === 0 && orNull !== true)
    )
      continue;
    const { text, values } = selectStatement(request.schema, table, kind, conditions);
    const { rows } = await client.query(text, [...values]);
    current[kind] = rows.map((row) => toCurrentRow(kind, row as object));
  }
  return current;
}

/** Whether a plan can say anything of the rows of a kind. */
function isNeeded(kind: Kind, { desired, owned }: LoadRequest): boolean {
  const refersToOwned = references.some(({ from, to }) => from === kind && owned[to].length > 0);
  const isNamed = (one: Kind): boolean => desired[one].length > 0 || owned[one].length > 0;
  const isReferredTo = references.some(({ from, to }) => to === kind && isNamed(from));
  const isLookup = isLookedUp(kind) && isReferredTo;
  return isNamed(kind) || refersToOwned || restsOnOwned(kind, owned) || isLookup;
}

/** Whether rows of a kind, or rows inside them, go with one that the seed owns. */
function restsOnOwned(kind: Kind, owned: Owned): boolean {
  return kinds.some((resting) => {
    const { restsOn, scope = "" } = descriptors[resting];
    const isConcerned = resting === kind || columnRule(resting, scope)?.refers === kind;
    return restsOn !== undefined && isConcerned && owned[restsOn].length > 0;
  });
}

/** Rows of a kind by name and id, or all of their scope; and those that refer to an owned one. */
function conditionsFor(kind: Kind, { desired, owned }: LoadRequest, current: Current): Condition[] {
  const { columns, name, scope } = descriptors[kind];
  const outer = scope === undefined ? undefined : columnRule(kind, scope)?.refers;
  const referring = columns.flatMap(({ column, refers }) =>
    refers === undefined || column === scope
      ? []
      : [{ column, values: ownedIds(refers, owned, current) }],
  );
  if (scope !== undefined && outer !== undefined) {
    const ids = current[outer].map(({ values }) => String(values.id));
    // Rows of no scope, such as built-in policies, are everybody's.
    return [{ column: scope, values: ids, orNull: isLookedUp(kind) }, ...referring];
  }
  const caseless = columnRule(kind, name)?.caseless === true;
  const names = desired[kind].map(({ given }) => givenText(given[name]));
  return [
    { column: name, values: names.map((text) => folded(kind, text)), caseless },
    // If the server folds a letter in another way, the name is still found exactly.
    { column: name, values: caseless ? names.filter((text) => !ascii.test(text)) : [] },
    { column: "id", values: [...desired[kind].flatMap(({ id }) => id ?? []), ...owned[kind]] },
    ...referring,
  ];
}

/** The ids of owned rows that other rows may refer to. */
function ownedIds(kind: Kind, owned: Owned, current: Current): readonly string[] {
  if (hasId(kind)) return owned[kind];
  const keys = new Set(owned[kind]);
  return current[kind]
    .filter(({ values }) => keys.has(keyOf(kind, values)))
    .map(({ values }) => String(values.id));
}

/** The rows that a specification would leave behind: what a plan without a database starts from. */
export function currentOf(desired: Desired): Current {
  return byKind((kind) =>
    desired[kind].map((row) => ({
      kind,
      values: {
        ...row.initial,
        ...Object.fromEntries(
          Object.entries(row.given).map(([column, value]): [string, Value] => [
            column,
            isReference(value)
              ? (desired[value.kind][value.index]?.id ?? "")
              : isLookup(value)
                ? value.written
                : value,
          ]),
        ),
        ...(row.id === undefined ? {} : { id: row.id }),
      },
    })),
  );
}

function toCurrentRow(kind: Kind, row: object): CurrentRow {
  const values = Object.entries(row).map(([column, value]) => [column, toValue(value)]);
  return { kind, values: Object.fromEntries(values) as Values };
}

function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? value : JSON.stringify(value);
}
