import * as z from "zod";
import { isMapping, type Path } from "./path";

/** The schema below `optional`. */
export function inner(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema;
}

/** What the schema's author noted: description, default, secret, freeform. */
export function notesOf(schema: z.core.$ZodType): z.core.GlobalMeta {
  return { ...z.globalRegistry.get(inner(schema)), ...z.globalRegistry.get(schema) };
}

/** The schema of the value at a key or position of a value with the given schema. */
export function schemaBelow(
  schema: z.core.$ZodType,
  step: string | number,
): z.core.$ZodType | undefined {
  const found = inner(schema);
  if (found instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = found.shape;
    return Object.hasOwn(shape, step) ? shape[step] : undefined;
  }
  if (found instanceof z.ZodArray) return found.element;
  if (found instanceof z.ZodRecord) return found.valueType;
  if (found instanceof z.ZodUnion) {
    for (const option of found.options) {
      const below = schemaBelow(option, step);
      if (below !== undefined) return below;
    }
  }
  return undefined;
}

/** The schema at a path below the given one. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>(
    (found, step) => (found === undefined ? undefined : schemaBelow(found, step)),
    schema,
  );
}

/** Calls back for every leaf of the data, with its schema where there is one. */
export function visitLeaves(
  schema: z.core.$ZodType | undefined,
  value: unknown,
  visit: (leaf: Leaf) => void,
  path: Path = [],
  freeform = false,
): void {
  const notes = schema === undefined ? {} : notesOf(schema);
  const free = freeform || notes.freeform === true;
  if (value === undefined || value === null) return;
  const children: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  if (notes.secret === true || !(Array.isArray(value) || isMapping(value))) {
    visit({ path, value, secret: notes.secret === true, freeform: free });
    return;
  }
  for (const [step, child] of children) {
    const below = free || schema === undefined ? undefined : schemaBelow(schema, step);
    visitLeaves(below, child, visit, [...path, step], free);
  }
}

/** A value without parts, or whatever stands where a secret belongs. */
export interface Leaf {
  readonly path: Path;
  readonly value: unknown;
  /** The schema marks it secret. */
  readonly secret: boolean;
  /** It stands where the schema allows any YAML. */
  readonly freeform: boolean;
}
