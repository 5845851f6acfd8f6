/** A map, as YAML and JSON know it. */
export type Mapping = Record<string, unknown>;

/** Whether the value is a plain map, not a list, null or class instance. */
export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
