import type { Properties } from "../seed/properties";

/** Whether a value has named parts. */
export function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
