import { isMapping, type Path } from "../path";

/** Stands for a value that is known later: an Output, a promise, a resource. */
export const later = Symbol("known later");

/** More levels than any setting has; deeper values would overflow the stack of whoever walks them. */
const DEEPEST = 100;

/** A value's parts with the steps to them; none of a value without parts. */
export function partsOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isMapping(value) ? Object.entries(value) : [];
}

/** The value with {@link later} instead of everything that isn't plain, and nothing for `undefined`. */
export function plainOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOnly);
  if (isMapping(value)) {
    const entries = Object.entries(value).filter(([, below]) => below !== undefined);
    return Object.fromEntries(entries.map(([key, below]) => [key, plainOnly(below)]));
  }
  return typeof value === "object" && value !== null ? later : value;
}

/** Where values are known later. */
export function laterPaths(value: unknown, path: Path = []): Path[] {
  if (value === later) return [path];
  return partsOf(value).flatMap(([step, below]) => laterPaths(below, [...path, step]));
}

/** Where a value contains itself, or has more levels than can be read. */
export function endlessPath(
  value: unknown,
  path: Path = [],
  above: readonly unknown[] = [],
): Path | undefined {
  if (above.includes(value) || path.length > DEEPEST) return path;
  for (const [step, below] of partsOf(value)) {
    if (typeof below !== "object" || below === null) continue;
    const found = endlessPath(below, [...path, step], [...above, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}
