/** The field of an object at a path with dots; the library's own classes are objects as well. */
export function field(value: unknown, path: string): unknown {
  return path.split(".").reduce((found, key) => entriesOf(found).get(key), value);
}

/** The entries of an object; none of anything else. */
export function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
