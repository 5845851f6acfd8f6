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
  const merged: PlainMap = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const below = merged[key];
    if (value === null) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- removing the key is the point
      delete merged[key];
    } else if (isMap(value)) {
      merged[key] = deepMerge(isMap(below) ? below : {}, value);
    } else {
      merged[key] = value;
    }
  }
  return merged;
}
