import * as z from "zod";

/** The interface of arguments that the package offers for an object of the config. */
export interface InterfaceNotes {
  /** Generated file below `components/args/`, without its ending. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
}

/** How the components take a field, where that differs from the config. */
export interface ArgumentNotes {
  /**
   * The value decides which resources there are, so an Output won't do. Of a list or a map with
   * `entries`: which entries there are; their values are inputs.
   */
  readonly plain?: true | "entries" | undefined;
  /** Another form of the field; `false` for what is no argument at all. */
  readonly argument?: false | ArgumentForm | undefined;
}

/** A field as the components take it. */
export interface ArgumentForm {
  /** Its name, where it is another one. */
  readonly name?: string;
  /** Its schema, where it is another one. */
  readonly schema?: z.ZodType;
  /** The argument that a value of the config stands for; its secrets are inputs already. */
  readonly from?: (value: unknown) => unknown;
  /** Its default, where the config has another one. */
  readonly default?: unknown;
}

const interfaces = z.registry<InterfaceNotes>();
const argumentNotes = new WeakMap<z.core.$ZodType, ArgumentNotes>();
const named: z.ZodObject[] = [];

/**
 * Objects that become interfaces of one generated file. An object that spreads the shape of another
 * one extends its interface.
 */
export function objectsIn(file: string) {
  return <Shape extends z.ZodRawShape>(name: string, description: string, shape: Shape) =>
    nameObject(z.strictObject(shape), { file, name, description });
}

/** Makes an object that is defined elsewhere an interface. */
export function nameObject<Schema extends z.ZodObject>(
  object: Schema,
  notes: InterfaceNotes,
): Schema {
  interfaces.add(object, notes);
  named.push(object);
  return object;
}

/** Every object that becomes an interface, as far as its module is loaded. */
export function namedObjects(): readonly z.ZodObject[] {
  return named;
}

/** The interface that an object becomes. */
export function interfaceOf(schema: z.core.$ZodType): InterfaceNotes | undefined {
  return interfaces.get(schema);
}

/** Notes how the components take a field. */
export function noteArgument(schema: z.core.$ZodType, notes: ArgumentNotes): void {
  argumentNotes.set(schema, notes);
}

/** How the components take a field. */
export function argumentNotesOf(schema: z.core.$ZodType): ArgumentNotes {
  return argumentNotes.get(schema) ?? {};
}
