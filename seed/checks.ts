import { didYouMean } from "../messages/did-you-mean";
import { fieldOfEntry, folded, type Listed, nameOf, SpecificationEntries } from "./entries";
import { formatPath } from "./format-path";
import { columnRule, descriptors } from "./kinds";
import { existsWithId } from "./match";
import { type Kind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";

/** A problem with the segments of its path, as zod wants them. */
export interface SpecificationProblem {
  readonly segments: readonly (string | number)[];
  readonly message: string;
  /** Whether other entries, which can be existing rows, make it a problem. */
  readonly acrossEntries?: boolean | undefined;
}

/** Everything that is wrong across the entries: duplicates, unknown references, impossible pairs. */
export function findProblems(
  specification: SeedSpecification,
  entries = new SpecificationEntries(specification),
): SpecificationProblem[] {
  return kinds.flatMap((kind) => {
    const listed = entries.of(kind).filter(({ implied }) => !implied);
    const { check } = descriptors[kind];
    const judged = listed.filter(({ existing }) => !existing);
    return [
      ...duplicates(kind, listed, entries),
      ...judged.flatMap((one) => unknownReferences(kind, one, entries)),
      ...judged.flatMap((one) =>
        (check?.(one.entry, entries, entries.around(kind, one)) ?? []).map(
          ({ property, below = [], message, acrossEntries }) => ({
            segments: [...fieldOfEntry(kind, one, property), ...below],
            message,
            acrossEntries,
          }),
        ),
      ),
    ];
  });
}

/** Names and given ids that an entry before has, in the same scope. */
function duplicates(
  kind: Kind,
  listed: readonly Listed[],
  entries: SpecificationEntries,
): SpecificationProblem[] {
  const { name: column, scope } = descriptors[kind];
  const { property = column, refers } = columnRule(kind, column) ?? {};
  const inside = scope === undefined ? undefined : columnRule(kind, scope)?.refers;
  const where = inside === undefined ? "" : ` in this ${descriptors[inside].singular}`;
  const seen = new Map<string, Listed>();
  return listed.flatMap((one) => {
    const { entry } = one;
    const area = scope === undefined ? "" : scopeOf(kind, scope, one, entries);
    if (area === undefined) return [];
    const compare = (
      field: string,
      value: string,
      key: string | number,
    ): SpecificationProblem[] => {
      const place = `${field} ${area} ${key}`;
      const first = seen.get(place);
      if (first === undefined) {
        seen.set(place, one);
        return [];
      }
      if (first.existing && entry.id !== first.entry.id) {
        const message = existsWithId(kind, value, first.entry.id, entry.id);
        return [{ segments: fieldOfEntry(kind, one, "id"), message, acrossEntries: true }];
      }
      const message = `${JSON.stringify(value)} is already used${where}, by ${formatPath(first.segments)}`;
      return [{ segments: fieldOfEntry(kind, one, field), message }];
    };
    const name = folded(kind, nameOf(kind, entry));
    // That it is empty is said of each.
    const isEmpty = name.trim() === "";
    const key = refers === undefined ? name : entries.find(refers, name);
    return [
      ...(isEmpty || key === "none" || key === "ambiguous" ? [] : compare(property, name, key)),
      ...(typeof entry.id === "string" ? compare("id", entry.id, entry.id) : []),
    ];
  });
}

/** The entry in which a name must be unique; none where the reference to it leads nowhere. */
function scopeOf(
  kind: Kind,
  scope: string,
  { entry, around }: Listed,
  entries: SpecificationEntries,
): string | undefined {
  if (around !== undefined) return String(around);
  const { property, refers } = columnRule(kind, scope) ?? {};
  if (property === undefined || refers === undefined) return undefined;
  const found = entries.find(refers, String(entry[property]));
  return typeof found === "number" ? String(found) : undefined;
}

function unknownReferences(
  kind: Kind,
  { entry, segments }: Listed,
  entries: SpecificationEntries,
): SpecificationProblem[] {
  return descriptors[kind].columns.flatMap(({ property, refers, within }) => {
    const written = property === undefined ? undefined : entry[property];
    // Only the database tells what may be looked up there.
    if (within !== undefined) return [];
    if (refers === undefined || property === undefined || typeof written !== "string") return [];
    const found = entries.find(refers, written);
    if (typeof found === "number") return [];
    const { singular, plural } = descriptors[refers];
    const quoted = JSON.stringify(written);
    const message =
      found === "ambiguous"
        ? `${quoted} is the name of one ${singular} and the id of another: change one of them`
        : `no ${singular} ${quoted} in ${plural}.${didYouMean(written, entries.names(refers))}`;
    return [{ segments: [...segments, property], message, acrossEntries: true }];
  });
}
