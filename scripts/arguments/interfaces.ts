import * as z from "zod";
import { interfaceOf } from "../../config/interfaces";
import { inner } from "../../config/schema-walk";
import { argumentFields, basesOf, occurrences, type ArgumentField, type Occurrence } from "./model";
import { argumentType, type ArgumentType } from "./types";

/** An interface of arguments. */
export interface ArgumentInterface {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly bases: readonly string[];
  readonly properties: readonly ArgumentProperty[];
}

/** A property of an interface. */
export interface ArgumentProperty {
  readonly name: string;
  readonly type: ArgumentType;
  readonly optional: boolean;
  readonly description: string;
  /** What its description says of the values, where they are few. */
  readonly choices: readonly string[];
  readonly default: string | undefined;
  readonly example: unknown;
  readonly env: string | undefined;
  readonly see: string | undefined;
}

/** A field at one of the places where its object stands. */
interface PlacedField extends ArgumentField {
  readonly path: Occurrence["path"];
}

/** Every interface, in the order in which the config has them. */
export function argumentInterfaces(): ArgumentInterface[] {
  return [...occurrences().values()].map((places) => argumentInterface(places));
}

function argumentInterface(places: readonly Occurrence[]): ArgumentInterface {
  const [first] = places;
  const notes = first && interfaceOf(first.object);
  if (first === undefined || notes === undefined)
    throw new TypeError("An interface has no object.");
  const bases = basesOf(first.object);
  const inherited = new Set(bases.flatMap((base) => argumentFields(base).map(({ name }) => name)));
  const fields = new Map<string, PlacedField[]>();
  for (const { object, path } of places) {
    for (const field of argumentFields(object)) {
      if (inherited.has(field.name)) continue;
      fields.set(field.name, [...(fields.get(field.name) ?? []), { ...field, path }]);
    }
  }
  return {
    ...notes,
    bases: bases.flatMap((base) => interfaceOf(base)?.name ?? []),
    properties: [...fields.values()].map((same) => property(notes.name, same, places.length)),
  };
}

function property(owner: string, same: readonly PlacedField[], places: number): ArgumentProperty {
  const agreed = <T>(what: string, of: (field: PlacedField) => T): T => {
    const [value, ...others] = new Set(same.map(of));
    if (others.length > 0) throw new TypeError(`${owner}.${name} has several of: ${what}.`);
    return value as T;
  };
  const name = agreed("name", (field) => field.name);
  const types = new Map(
    same.map(({ schema }) => argumentType(schema)).map((type) => [type.text, type]),
  );
  const [type, ...others] = types.values();
  if (type === undefined || others.length > 0) {
    throw new TypeError(`${owner}.${name} is ${[...types.keys()].join(" and ")}.`);
  }
  return {
    name,
    type,
    optional: same.length < places || agreed("requiredness", (field) => field.optional),
    description: agreed("descriptions", ({ notes }) => notes.description ?? ""),
    choices: choices(same[0]),
    default: textByPlace(same, ownDefault),
    example: same.find(({ notes }) => notes.example !== undefined)?.notes.example,
    env: textByPlace(same, ({ notes }) => notes.env && `\`${notes.env}\``),
    see: agreed("pages", ({ notes }) => notes.see),
  };
}

function choices(field: PlacedField | undefined): string[] {
  const found = field && inner(field.schema);
  const value = found instanceof z.ZodArray ? inner(found.element) : found;
  return value instanceof z.ZodEnum ? value.options.map(String) : [];
}

/** A text that the places where an object stands may have differently: which one there is where. */
function textByPlace(
  same: readonly PlacedField[],
  textOf: (field: PlacedField) => string | undefined,
): string | undefined {
  const texts = same.map(textOf);
  const distinct = [...new Set(texts)];
  if (distinct.length === 1) return distinct[0];
  const longest = Math.max(...same.map(({ path = [] }) => path.length));
  for (let step = 1; step <= longest; step++) {
    const byPlace = new Map<string, Set<string | undefined>>();
    for (const [index, { path = [] }] of same.entries()) {
      const place = path.at(-step) ?? "";
      byPlace.set(place, (byPlace.get(place) ?? new Set()).add(texts[index]));
    }
    if (byPlace.has("") || [...byPlace.values()].some(({ size }) => size > 1)) continue;
    const parts = distinct.flatMap((text) => {
      if (text === undefined) return [];
      const where = [...byPlace].filter(([, of]) => of.has(text)).map(([place]) => place);
      return [`${text} for ${where.join(", ")}`];
    });
    return parts.join("; ");
  }
  throw new TypeError(`Nothing tells these apart: ${distinct.join(", ")}.`);
}

function ownDefault({ default: value, notes }: PlacedField): string | undefined {
  return value === undefined
    ? notes.defaultText
    : JSON.stringify(value).replaceAll(/,(?=")/g, ", ");
}
