import { folded, type Listed, nameOf, SpecificationEntries } from "./entries";
import type { SeedProblem } from "./errors";
import { formatPath } from "./format-path";
import { descriptors, hasId } from "./kinds";
import type { Column, Entry } from "./kinds/kind";
import {
  byKind,
  type ByKind,
  type DesiredRow,
  type Given,
  givenText,
  isReference,
  type Kind,
  kinds,
  type Reference,
  type Value,
  type Values,
} from "./rows";
import type { SeedSpecification } from "./schema";

/** Of which kinds derived ids have to be UUIDs, where they could be short texts. */
export type IdStyle = ByKind<boolean>;

/** Ids as documented. */
export const documentedIdStyle: IdStyle = byKind(() => false);

/** The rows of each table that a valid specification asks for. */
export type Desired = ByKind<readonly DesiredRow[]>;

/** Turns a valid specification into rows: ids derived, references resolved, defaults set. */
export function resolve(
  specification: SeedSpecification,
  style: IdStyle = documentedIdStyle,
  entries = new SpecificationEntries(specification),
): Desired {
  const desired: ByKind<DesiredRow[]> = byKind(() => []);
  for (const kind of kinds) {
    desired[kind] = entries
      .of(kind)
      .map((listed, index) => toRow(kind, listed, index, entries, desired, style));
  }
  return desired;
}

/** Rows that would have the same id: a given id can equal a derived one, and a short one another. */
export function findIdCollisions(desired: Desired): SeedProblem[] {
  return kinds.flatMap((kind) => {
    const { scope } = descriptors[kind];
    const seen = new Map<string, DesiredRow>();
    return desired[kind].flatMap((row) => {
      if (row.id === undefined) return [];
      const key = scope === undefined ? row.id : `${JSON.stringify(row.given[scope])} ${row.id}`;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, row);
        return [];
      }
      const message = `has the same id as ${first.path}, ${JSON.stringify(row.id)}: give another id`;
      return [{ path: row.path, message }];
    });
  });
}

/** Values of open columns of a new row, where the table has them all. */
const initial = byKind((kind): Values =>
  Object.fromEntries(
    descriptors[kind].columns.flatMap(({ column, initial, onlyIfRequired }) =>
      initial === undefined || initial === "now" || onlyIfRequired === true
        ? []
        : [[column, initial]],
    ),
  ),
);

/** The columns that an entry can fill. */
const filled = byKind((kind) =>
  descriptors[kind].columns.filter(
    ({ column, property, refers }) =>
      column !== "id" && (property !== undefined || refers !== undefined),
  ),
);

function toRow(
  kind: Kind,
  listed: Listed,
  index: number,
  entries: SpecificationEntries,
  desired: Desired,
  style: IdStyle,
): DesiredRow {
  const { entry, segments, implied, assumed, fieldSegments } = listed;
  const { name, scope, list, derivedId, deletedIf } = descriptors[kind];
  const given: Record<string, Given> = {};
  for (const rule of filled[kind]) {
    const value =
      rule.within === undefined
        ? givenValue(rule, listed, entries, desired, list?.within)
        : lookupOf(
            rule,
            entry,
            entries,
            rule.within === "id"
              ? { kind, entry: folded(kind, nameOf(kind, entry)), index }
              : given[rule.within],
          );
    if (value !== undefined) given[rule.column] = value;
  }
  const outer = scope === undefined ? undefined : given[scope];
  const inside = isReference(outer) ? desired[outer.kind][outer.index] : undefined;
  const label = givenText(given[name]);
  const called = folded(kind, label);
  const givenId = typeof entry.id === "string" ? entry.id : undefined;
  return {
    kind,
    path: formatPath(segments),
    label: inside === undefined ? label : `${inside.label}/${label}`,
    // Both names may hold any character.
    entry: inside === undefined ? called : JSON.stringify([inside.entry, called]),
    id: !hasId(kind)
      ? undefined
      : (givenId ??
        derivedId?.(entry, {
          uuid: style[kind],
          scopeId: inside?.id ?? "",
        })),
    idGiven: givenId !== undefined,
    given,
    initial:
      assumed === undefined ? initial[kind] : { ...initial[kind], ...valuesOf(kind, assumed) },
    implied,
    fieldPaths: fieldSegments && pathsOf(fieldSegments),
    deletable: deletedIf === undefined || entry[deletedIf.property] === true,
  };
}

/** What fields give for columns of their own. */
function valuesOf(kind: Kind, fields: Entry): Values {
  return Object.fromEntries(
    descriptors[kind].columns.flatMap(({ column, property = "" }): [string, Value][] =>
      fields[property] === undefined ? [] : [[column, fields[property] as Value]],
    ),
  );
}

function pathsOf(segments: NonNullable<Listed["fieldSegments"]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(segments).map(([field, place]) => [field, formatPath(place)]),
  );
}

/** What an entry gives for a column whose row may be in the database alone. */
function lookupOf(
  { property, refers, value }: Column,
  entry: Entry,
  entries: SpecificationEntries,
  inside: Given | undefined,
): Given | undefined {
  const written = value === undefined ? entry[property ?? ""] : value(entry, entries);
  if (typeof written !== "string" || refers === undefined || !isReference(inside)) return undefined;
  return { lookup: refers, written, inside };
}

/** What an entry gives for a column; a reference for a name or id of another entry. */
function givenValue(
  { column, property, refers, assumed, value }: Column,
  { entry, around, existing }: Listed,
  entries: SpecificationEntries,
  desired: Desired,
  within: Kind | undefined,
): Given | undefined {
  const referenceTo = (kind: Kind, index: number): Reference => ({
    kind,
    entry: desired[kind][index]?.entry ?? "",
    index,
  });
  if (property === undefined) {
    if (refers === undefined || within === undefined || around === undefined) return undefined;
    return refers === within ? referenceTo(refers, around) : desired[within][around]?.given[column];
  }
  const plain = entry[property] as Value | undefined;
  const written = existing
    ? plain
    : value === undefined
      ? (plain ?? assumed)
      : value(entry, entries);
  if (written === undefined || refers === undefined) return written;
  const found = entries.find(refers, String(written));
  if (typeof found === "number") return referenceTo(refers, found);
  // An existing row can refer to one that is gone.
  if (existing) return undefined;
  // Only reached by a caller that skipped the validation.
  throw new Error(`the reference ${JSON.stringify(written)} was not validated`);
}
