import * as z from "zod";
import { argumentNotesOf } from "../interfaces";
import { inner, notesOf } from "../schema-walk";

type Schema = z.core.$ZodType;

const converted = new WeakMap<Schema, Schema>();

/** The schema of a value of the config as the components take it, at any depth. */
export function argumentSchema(schema: Schema): Schema {
  const found = converted.get(schema) ?? convert(schema);
  converted.set(schema, found);
  return found;
}

function convert(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional) {
    const below = schema.unwrap();
    const found = argumentSchema(below);
    return found === below ? schema : z.optional(found);
  }
  if (schema instanceof z.ZodArray) {
    const found = argumentSchema(schema.element);
    return found === schema.element ? schema : changed(schema, { element: found });
  }
  if (schema instanceof z.ZodRecord) {
    const found = argumentSchema(schema.valueType);
    return found === schema.valueType ? schema : changed(schema, { valueType: found });
  }
  return schema instanceof z.ZodObject ? convertObject(schema) : schema;
}

function convertObject(schema: z.ZodObject): Schema {
  const before = Object.entries<Schema>(schema.shape);
  const shape = Object.fromEntries(
    before.flatMap(([key, field]) => {
      const { argument } = argumentNotesOf(inner(field));
      if (argument === false) return [];
      const { name = key, schema: other } = argument ?? {};
      return [[name, argumentSchema(other === undefined ? field : like(field, other))]];
    }),
  );
  const isSame = before.every(([key, field]) => shape[key] === field);
  return isSame ? schema : changed(schema, { shape });
}

/** The other schema, optional where the field is. */
function like(field: Schema, other: Schema): Schema {
  return field instanceof z.ZodOptional && !(other instanceof z.ZodOptional)
    ? z.optional(other)
    : other;
}

/** The schema with another part and the same checks and notes. */
function changed<S extends z.ZodType>(schema: S, part: object): S {
  const copy = z.core.clone(schema, { ...schema.def, ...part });
  z.globalRegistry.add(copy, notesOf(schema));
  return copy;
}
