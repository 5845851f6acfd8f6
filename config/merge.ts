import { merge } from "../yaml/merge";
import { isMapping, valueAt, type Path } from "./path";
import { notesOf, schemaBelow, schemaFor } from "./schema-walk";
import type * as z from "zod";

/**
 * The value without the keys that `null` removes. Where the schema allows any YAML a `null` has a
 * meaning of its own, and stays.
 */
export function withoutNulls(value: unknown, schema?: z.core.$ZodType): unknown {
  const meant = schema === undefined ? undefined : schemaFor(schema, value);
  if (meant !== undefined && notesOf(meant).freeform === true) return value;
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => withoutNulls(element, below(meant, index)));
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null && child !== undefined)
      .map(([key, child]) => [key, withoutNulls(child, below(meant, key))]),
  );
}

function below(
  schema: z.core.$ZodType | undefined,
  step: string | number,
): z.core.$ZodType | undefined {
  return schema === undefined ? undefined : schemaBelow(schema, step);
}

/** The value with what stands at the paths replaced; list positions keep their numbers. */
export function replaceAt(
  value: unknown,
  paths: readonly Path[],
  replace: (found: unknown) => unknown,
): unknown {
  if (paths.some((path) => path.length === 0)) return replace(value);
  if (paths.length === 0) return value;
  const below = new Map<string | number, Path[]>();
  for (const [step = "", ...steps] of paths) {
    const others = below.get(step);
    if (others === undefined) below.set(step, [steps]);
    else others.push(steps);
  }
  const pathsBelow = (step: string | number): Path[] => below.get(step) ?? [];
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) => replaceAt(element, pathsBelow(index), replace));
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, replaceAt(child, pathsBelow(key), replace)]),
  );
}

/** The value with what stands at the paths in another one. Every path but its last step exists. */
export function withValues<Value>(value: Value, source: unknown, paths: readonly Path[]): Value {
  return paths.reduce<unknown>((into, path) => {
    const key = path.at(-1);
    const found = valueAt(source, path);
    return replaceAt(into, [path.slice(0, -1)], (map) => merge(map, { [String(key)]: found }));
  }, value) as Value;
}
