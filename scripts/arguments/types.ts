import * as z from "zod";
import { argumentNotesOf, interfaceOf } from "../../config/interfaces";
import { inner, notesOf } from "../../config/schema-walk";

type Schema = z.core.$ZodType;

/** The type of an argument, and the interfaces that it names. */
export interface ArgumentType {
  readonly text: string;
  readonly interfaces: readonly string[];
}

/** The type in which the components take a field. */
export function argumentType(schema: Schema): ArgumentType {
  const found = inner(schema);
  const object = objectWithin(found);
  if (object !== undefined) return object;
  const { plain } = argumentNotesOf(found);
  const input = (text: string) => (plain === true ? text : `Input<${text}>`);
  const outer = (text: string) => (plain === undefined ? `Input<${text}>` : text);
  if (isFreeform(found)) return { text: outer("Inputs"), interfaces: [] };
  if (found instanceof z.ZodArray) {
    if (isFreeform(found.element)) return { text: "Input<Inputs>[]", interfaces: [] };
    return { text: outer(`${input(scalarType(found.element))}[]`), interfaces: [] };
  }
  if (found instanceof z.ZodRecord) {
    return {
      text: outer(`{ [key: string]: ${input(scalarType(found.valueType))} }`),
      interfaces: [],
    };
  }
  return { text: input(scalarType(found)), interfaces: [] };
}

/** The type of an object, or of a list or map of objects: these are never Outputs. */
function objectWithin(schema: Schema): ArgumentType | undefined {
  const found = inner(schema);
  if (found instanceof z.ZodObject) {
    const name = interfaceOf(found)?.name;
    if (name === undefined) {
      throw new TypeError(`An object has no interface: ${Object.keys(found.shape).join(", ")}.`);
    }
    return { text: name, interfaces: [name] };
  }
  if (found instanceof z.ZodArray) {
    const element = objectWithin(found.element);
    return element && { ...element, text: `${element.text}[]` };
  }
  if (found instanceof z.ZodRecord) {
    const value = objectWithin(found.valueType);
    return value && { ...value, text: `{ [key: string]: ${value.text} }` };
  }
  return undefined;
}

function isFreeform(schema: Schema): boolean {
  return notesOf(schema).freeform === true;
}

/** The type of a value without parts. Enumerations are strings: package schemas know no unions. */
function scalarType(schema: Schema): "string" | "number" | "boolean" {
  const found = inner(schema);
  if (found instanceof z.ZodNumber) return "number";
  if (found instanceof z.ZodBoolean) return "boolean";
  if (found instanceof z.ZodObject || found instanceof z.ZodArray || found instanceof z.ZodRecord) {
    throw new TypeError(`No argument for a ${found.constructor.name} inside a list or map.`);
  }
  return "string";
}
