import { isMapping, type Mapping } from "./mapping";

/** What `null` means in the map that is merged over another. */
export interface MergeOptions {
  /** It removes the key; otherwise it replaces the value, as anything else does. */
  readonly nullRemoves?: boolean;
}

/**
 * The second over the first: maps merge key by key at any depth, everything else replaces. Neither
 * is changed.
 */
export function merge(under: unknown, over: unknown, options: MergeOptions = {}): unknown {
  const { nullRemoves = false } = options;
  if (over === undefined) return under;
  if (!isMapping(over)) return over;
  if (!isMapping(under) && !nullRemoves) return over;
  // A map of its own: `__proto__` is a key like any other there.
  const merged = new Map<string, unknown>(isMapping(under) ? Object.entries(under) : []);
  for (const [key, value] of Object.entries(over)) {
    if (value === null && nullRemoves) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value, options));
  }
  return Object.fromEntries(merged) satisfies Mapping;
}
