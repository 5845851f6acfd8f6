import { isDeepStrictEqual } from "node:util";
import { programInputs } from "../seed/properties";
import type { Properties } from "../seed/properties";
import { isMap } from "./is-map";
import type { Change, Path } from "./protocol/change";

type Difference = Omit<Change, "replace">;

/**
 * The changes of a seed, row by row: an entry is found by its natural key, so one that only moved in
 * its list is no change. Of an entry that moved and changed, the engine could show no old value; it
 * is told whole.
 */
export function seedChanges(
  olds: Properties,
  news: Properties,
  replaces: readonly string[],
): Change[] {
  const shown = [...programInputs, "plan", "drift"];
  return shown
    .flatMap((name) => compare([name], olds[name], news[name]))
    .map((change) => ({ ...change, replace: replaces.includes(String(change.path[0])) }));
}

function compare(path: Path, old: unknown, value: unknown): Difference[] {
  if (isDeepStrictEqual(old, value)) return [];
  if (old === undefined) return [{ path, kind: "add" }];
  if (value === undefined) return [{ path, kind: "delete" }];
  if (isMap(old) && isMap(value)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(value)])];
    return keys.flatMap((key) => compare([...path, key], old[key], value[key]));
  }
  if (isRows(old) && isRows(value)) return compareRows(path, old, value);
  return [{ path, kind: "update" }];
}

function compareRows(path: Path, olds: readonly Properties[], news: readonly Properties[]) {
  const places = new Map(olds.map((row, index) => [naturalKey(row), index]));
  const kept = new Set<number>();
  const nested: Difference[] = [];
  const added = new Set<number>();
  for (const [index, row] of news.entries()) {
    const place = places.get(naturalKey(row));
    if (place === index) {
      kept.add(place);
      nested.push(...compare([...path, index], olds[place], row));
    } else if (place !== undefined && isDeepStrictEqual(olds[place], row)) {
      kept.add(place);
    } else {
      added.add(index);
    }
  }
  const deleted = new Set([...olds.keys()].filter((index) => !kept.has(index)));
  const whole = [...new Set([...added, ...deleted])].map((index): Difference => {
    const kind = !added.has(index) ? "delete" : deleted.has(index) ? "update" : "add";
    return { path: [...path, index], kind };
  });
  return [...nested, ...whole];
}

/** What an entry is found by: a user's address, a stack's organization and name, a member's user. */
function naturalKey({ email, organization, name, user }: Properties): string {
  return JSON.stringify([
    typeof email === "string" ? email.toLowerCase() : organization,
    name,
    user,
  ]);
}

function isRows(value: unknown): value is Properties[] {
  return Array.isArray(value) && value.every(isMap);
}
