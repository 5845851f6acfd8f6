import { folded } from "./entries";
import type { SeedProblem } from "./errors";
import { groupBy } from "./group-by";
import { descriptors } from "./kinds";
import { type CurrentRow, type DesiredRow, givenText, type Kind, type Value } from "./rows";

/** The existing rows that desired rows mean. */
export interface Matches {
  /** At the places of the desired rows that mean one. */
  readonly found: readonly (CurrentRow | undefined)[];
  readonly problems: readonly SeedProblem[];
}

/**
 * Finds, for each desired row, the existing row to adopt: by its given id, else by its natural key,
 * else by its derived id (a row that was renamed by hand).
 */
export function matchRows(
  kind: Kind,
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
): Matches {
  const { singular: noun, name: column } = descriptors[kind];
  const matched = new Array<CurrentRow | undefined>(desired.length);
  if (current.length === 0) return { found: matched, problems: [] };
  const byName = groupBy(current, ({ values }) => folded(kind, String(values[column])));
  const namesakesOf = (row: DesiredRow): readonly CurrentRow[] =>
    byName.get(folded(kind, givenText(row.given[column]))) ?? [];
  const claimed = new Set<CurrentRow>();
  const holderOf = (found: CurrentRow | undefined): DesiredRow | undefined =>
    desired[matched.indexOf(found)];
  const problems: SeedProblem[] = [];
  const claim = (row: DesiredRow, index: number, found: CurrentRow | undefined): void => {
    if (found === undefined) return;
    if (claimed.has(found)) {
      const first = holderOf(found)?.path ?? "another entry";
      const message = `means the same ${noun} as ${first}, id ${quote(found.values.id)}`;
      problems.push({ path: row.path, message });
      return;
    }
    claimed.add(found);
    matched[index] = found;
  };
  // Certain matches first, so that a derived id never takes a row that another entry names.
  const byId = findById(
    current,
    desired.filter(({ idGiven }) => idGiven),
  );
  const meant = new Set(byId.values());
  for (const [index, row] of desired.entries()) {
    if (!row.idGiven) continue;
    const found = byId.get(row.id ?? "");
    const namesakes = namesakesOf(row);
    // A namesake that another entry means by its id gets another name.
    const other = namesakes.find((candidate) => candidate !== found && !meant.has(candidate));
    if (other !== undefined && !(found !== undefined && namesakes.includes(found))) {
      problems.push({
        path: `${row.path}.id`,
        message: existsWithId(kind, row.label, other.values.id, row.id),
      });
    } else {
      claim(row, index, found);
    }
  }
  const open: [number, DesiredRow][] = [];
  for (const [index, row] of desired.entries()) {
    if (row.idGiven) continue;
    const namesakes = namesakesOf(row);
    const own = namesakes.find((candidate) => text(candidate.values.id) === row.id);
    if (namesakes.length > 1 && own === undefined) {
      const ids = namesakes.map((candidate) => text(candidate.values.id)).join(", ");
      const message = `${namesakes.length} existing ${noun}s are called ${quote(row.label)} (ids ${ids}): give the id of the one that you mean`;
      problems.push({ path: `${row.path}.id`, message });
    } else if (namesakes.length === 0) {
      open.push([index, row]);
    } else {
      claim(row, index, own ?? namesakes[0]);
    }
  }
  const openIds = findById(
    current,
    open.map(([, row]) => row),
  );
  for (const [index, row] of open) {
    const renamed = openIds.get(row.id ?? "");
    if (renamed === undefined || !claimed.has(renamed)) claim(row, index, renamed);
    else {
      const holder = holderOf(renamed)?.path ?? "another entry";
      const message = `its derived id ${quote(row.id)} belongs to the existing row of ${holder}: give an id`;
      problems.push({ path: row.path, message });
    }
  }
  return { found: matched, problems };
}

/** The existing rows that have the id of a desired one, by id. */
function findById(
  current: readonly CurrentRow[],
  desired: readonly DesiredRow[],
): ReadonlyMap<string, CurrentRow> {
  const wanted = new Set(desired.map(({ id }) => id));
  const found = new Map<string, CurrentRow>();
  if (wanted.size === 0) return found;
  for (const row of current) {
    const id = text(row.values.id);
    if (wanted.has(id)) found.set(id, row);
  }
  return found;
}

/** That a name is that of an existing row with another id than the one that is given. */
export function existsWithId(kind: Kind, name: string, existing: unknown, given: unknown): string {
  const [found, written] = [JSON.stringify(existing), JSON.stringify(given)];
  return `${descriptors[kind].singular} ${quote(name)} exists with the id ${found}, not ${written}: leave the id out or give the existing one`;
}

function text(value: Value | undefined): string {
  return String(value);
}

function quote(value: Value | undefined): string {
  return JSON.stringify(value);
}
