import * as z from "zod";
import { inner } from "./schema-walk";

/**
 * The value of a config key, decoded by its schema. The engine passes every key as a string:
 * `true`, `{"host": ...}`, and nothing for `null`, which a later release may pass as `null`.
 */
export function decode(schema: z.core.$ZodType, value: unknown): unknown {
  const target = inner(schema);
  const structured = target instanceof z.ZodObject || target instanceof z.ZodArray;
  if (typeof value !== "string") {
    const scalar = typeof value === "number" || typeof value === "boolean";
    // `123` as a name was text before someone decoded it.
    return scalar && !structured && !(target instanceof z.ZodBoolean) ? String(value) : value;
  }
  const isText = !structured && !(target instanceof z.ZodBoolean);
  if (value === "" || (value === "null" && !isText)) return null;
  if (target instanceof z.ZodBoolean) {
    return value === "true" ? true : value === "false" ? false : value;
  }
  if (!structured || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
