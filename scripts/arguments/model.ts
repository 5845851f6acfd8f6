import * as z from "zod";
import { argumentNotesOf, interfaceOf, namedObjects } from "../../config/interfaces";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf } from "../../config/schema-walk";

type Schema = z.core.$ZodType;

/** An object of the config at one of the places where it stands. */
export interface Occurrence {
  readonly object: z.ZodObject;
  /** Keys down to it; nothing where the object is only a part of others or of components. */
  readonly path: readonly string[] | undefined;
}

/** A field as the components take it. */
export interface ArgumentField {
  readonly name: string;
  readonly schema: Schema;
  readonly notes: z.core.GlobalMeta;
  /** Its default, where it is a value. */
  readonly default: unknown;
  readonly optional: boolean;
}

/** The fields of an object as the components take them, those of the objects that it extends too. */
export function argumentFields(object: z.ZodObject): ArgumentField[] {
  return Object.entries<Schema>(object.shape).flatMap(([key, schema]) => {
    const { argument } = argumentNotesOf(inner(schema));
    if (argument === false) return [];
    const { name = key, schema: other } = argument ?? {};
    const notes = { ...notesOf(schema), ...(other && notesOf(other)) };
    const taken = other ?? schema;
    const value =
      argument !== undefined && "default" in argument ? argument.default : notes.default;
    return [
      { name, schema: taken, notes, default: value, optional: schema instanceof z.ZodOptional },
    ];
  });
}

/** The fields of an object that the config alone has, or has under another name. */
export function configFields(
  object: z.ZodObject,
): Pick<ArgumentField, "name" | "schema" | "default">[] {
  return Object.entries<Schema>(object.shape).flatMap(([name, schema]) => {
    const { argument } = argumentNotesOf(inner(schema));
    const isOther = argument === false || (argument?.name !== undefined && argument.name !== name);
    return isOther ? [{ name, schema, default: notesOf(schema).default }] : [];
  });
}

/** The objects that an object spreads, without those that these spread. */
export function basesOf(object: z.ZodObject): z.ZodObject[] {
  const spread = namedObjects().filter((other) => extendsObject(object, other));
  return spread.filter((base) => !spread.some((other) => extendsObject(other, base)));
}

function extendsObject(object: z.ZodObject, other: z.ZodObject): boolean {
  const shape: Readonly<Record<string, Schema>> = object.shape;
  const fields = Object.entries<Schema>(other.shape);
  const hasAll = fields.every(([key, schema]) => shape[key] === schema);
  if (!hasAll || fields.length > Object.keys(shape).length) return false;
  // Of two with the same fields, the later one extends the earlier one.
  return fields.length < Object.keys(shape).length || orderOf(other) < orderOf(object);
}

/** When the interface of an object was first named. */
function orderOf(object: z.ZodObject): number {
  const name = interfaceOf(object)?.name;
  return namedObjects().findIndex((each) => interfaceOf(each)?.name === name);
}

/** The objects that become interfaces, by their names, with every place where they stand. */
export function occurrences(): ReadonlyMap<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  const add = (object: z.ZodObject, path: Occurrence["path"]) => {
    const name = interfaceOf(object)?.name;
    if (name === undefined) throw new TypeError(`No interface: ${path?.join(".") ?? ""}`);
    found.set(name, [...(found.get(name) ?? []), { object, path }]);
    for (const base of basesOf(object)) add(base, path);
  };
  const visit = (schema: Schema, path: readonly string[]): void => {
    const below = inner(schema);
    if (below instanceof z.ZodArray) visit(below.element, path);
    if (below instanceof z.ZodRecord) visit(below.valueType, path);
    if (!(below instanceof z.ZodObject)) return;
    add(below, path);
    for (const { name, schema: field } of argumentFields(below)) visit(field, [...path, name]);
  };
  visit(stackConfigSchema, []);
  for (const object of namedObjects()) {
    if (!found.has(interfaceOf(object)?.name ?? "")) add(object, undefined);
  }
  return found;
}
