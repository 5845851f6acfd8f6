import { merge } from "../yaml/merge";

/** A value that JSON and YAML can hold. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** A map of plain values. */
export interface PlainMap {
  [key: string]: Plain;
}

/** Whether the value is a map, neither a list nor `null`. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Deep merge of `overrides` over `base`: maps merge key by key at any depth, lists and scalars
 * replace (an empty list, `0`, `false` and `""` too), and `null` removes the key. Neither argument
 * is changed.
 */
export function deepMerge(base: PlainMap, overrides: PlainMap): PlainMap {
  // Merging plain maps makes a plain map.
  return merge(base, overrides, { nullRemoves: true }) as PlainMap;
}

/** What overrides write: their keys without those that they only remove. */
export function withoutRemovals(overrides: unknown): unknown {
  return merge({}, overrides, { nullRemoves: true });
}
