import type { SeedProblem } from "./errors";
import type { CurrentRow, DesiredRow, Value } from "./rows";

/** The existing rows that desired rows mean. */
export interface Matches {
  readonly rows: ReadonlyMap<DesiredRow, CurrentRow>;
  readonly problems: readonly SeedProblem[];
}

/** How rows of one kind are recognized. */
export interface MatchRule {
  /** What a row is called: "user", "organization". */
  readonly noun: string;
  /** The natural key of an existing row. */
  readonly nameOf: (row: CurrentRow) => string;
  /** The natural key of a desired row. */
  readonly wantedName: (row: DesiredRow) => string;
}

/**
 * Finds, for each desired row, the existing row to adopt: by its given id, else by its natural key,
 * else by its derived id (a row that was renamed by hand).
 */
export function matchRows(
  desired: readonly DesiredRow[],
  current: readonly CurrentRow[],
  rule: MatchRule,
): Matches {
  if (current.length === 0) return { rows: new Map(), problems: [] };
  const byId = new Map(current.map((row) => [text(row.values.id), row]));
  const byName = new Map<string, CurrentRow[]>();
  for (const row of current) {
    const name = rule.nameOf(row);
    const namesakes = byName.get(name);
    if (namesakes === undefined) byName.set(name, [row]);
    else namesakes.push(row);
  }
  const rows = new Map<DesiredRow, CurrentRow>();
  const claimed = new Map<CurrentRow, DesiredRow>();
  const problems: SeedProblem[] = [];
  const claim = (row: DesiredRow, found: CurrentRow | undefined): void => {
    if (found === undefined) return;
    const first = claimed.get(found);
    if (first !== undefined) {
      const message = `means the same ${rule.noun} as ${first.path}, id ${quote(found.values.id)}`;
      problems.push({ path: row.path, message });
      return;
    }
    claimed.set(found, row);
    rows.set(row, found);
  };
  // Certain matches first, so that a derived id never takes a row that another entry names.
  const identified = desired.filter(({ idGiven }) => idGiven);
  const meant = new Set(identified.map(({ id }) => byId.get(id ?? "")));
  for (const row of identified) {
    const found = byId.get(row.id ?? "");
    const namesakes = byName.get(rule.wantedName(row)) ?? [];
    // A namesake that another entry means by its id gets another name.
    const other = namesakes.find((candidate) => candidate !== found && !meant.has(candidate));
    if (other !== undefined && !(found !== undefined && namesakes.includes(found))) {
      problems.push({ path: `${row.path}.id`, message: otherId(row, other, rule) });
    } else {
      claim(row, found);
    }
  }
  const open: DesiredRow[] = [];
  for (const row of desired.filter(({ idGiven }) => !idGiven)) {
    const namesakes = byName.get(rule.wantedName(row)) ?? [];
    const own = namesakes.find((candidate) => text(candidate.values.id) === row.id);
    if (namesakes.length > 1 && own === undefined) {
      const ids = namesakes.map((candidate) => text(candidate.values.id)).join(", ");
      const message = `${namesakes.length} existing ${rule.noun}s are called ${quote(row.label)} (ids ${ids}): give the id of the one that is meant`;
      problems.push({ path: `${row.path}.id`, message });
    } else if (namesakes.length === 0) {
      open.push(row);
    } else {
      claim(row, own ?? namesakes[0]);
    }
  }
  for (const row of open) {
    const renamed = byId.get(row.id ?? "");
    if (renamed === undefined || !claimed.has(renamed)) claim(row, renamed);
    else {
      const holder = claimed.get(renamed)?.path ?? "another entry";
      const message = `its derived id ${quote(row.id)} belongs to the existing row of ${holder}: give an id`;
      problems.push({ path: row.path, message });
    }
  }
  return { rows, problems };
}

function otherId(row: DesiredRow, other: CurrentRow, rule: MatchRule): string {
  return `${rule.noun} ${quote(row.label)} exists with the id ${quote(other.values.id)}, not ${quote(row.id)}: leave the id out or give the existing one`;
}

function text(value: Value | undefined): string {
  return String(value);
}

function quote(value: Value | undefined): string {
  return JSON.stringify(value);
}
