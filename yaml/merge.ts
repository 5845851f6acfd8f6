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
  const merged: Mapping = isMapping(under) ? { ...under } : {};
  for (const [key, value] of Object.entries(over)) {
    const own = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (value === null && nullRemoves) Reflect.deleteProperty(merged, key);
    else setOwn(merged, key, merge(own, value, options));
  }
  return merged;
}

/** Assignment to `__proto__` would change the prototype instead of adding a key. */
function setOwn(map: Mapping, key: string, value: unknown): void {
  if (key !== "__proto__") map[key] = value;
  else {
    const descriptor = { value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(map, key, descriptor);
  }
}
