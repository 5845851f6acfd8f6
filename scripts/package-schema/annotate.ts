import * as z from "zod";
import { notesOf, inner } from "../../config/schema-walk";
import { Enumerations } from "./enumerations";
import type { SchemaProperties, SchemaProperty, SchemaType } from "./property";

type Schema = z.core.$ZodType;

/** Adds to inferred properties what the config's schema knows of them, at every place where they stand. */
export class Annotator {
  readonly enumerations = new Enumerations();
  readonly #defaults = new Map<SchemaProperty, Set<string | undefined>>();
  readonly #seen = new Map<SchemaProperties, Set<Schema>>();

  constructor(private readonly types: Readonly<Record<string, { properties: SchemaProperties }>>) {}

  /** Annotates the properties of a component or a type, and of all types below. */
  visit(owner: string, properties: SchemaProperties, schema: z.ZodObject): void {
    const seen = this.#seen.get(properties) ?? new Set();
    if (seen.has(schema)) return;
    this.#seen.set(properties, seen.add(schema));
    const shape: Readonly<Record<string, Schema>> = schema.shape;
    for (const [name, property] of Object.entries(properties)) {
      const field = shape[name];
      if (field !== undefined) this.#annotate(owner, name, property, field);
    }
  }

  /** Writes the defaults that are the same at every place, once all places are visited. */
  describeDefaults(): void {
    for (const [property, texts] of this.#defaults) {
      const [text, ...others] = texts;
      if (text === undefined || others.length > 0) continue;
      property.description = `${property.description ?? ""} Default: ${text}.`.trim();
    }
  }

  #annotate(owner: string, name: string, property: SchemaProperty, field: Schema): void {
    const notes = notesOf(field);
    if (notes.secret === true || name === "password") property.secret = true;
    if (isSecretList(field)) {
      property.secret = true;
      // An SDK makes a secret of the list as a whole, and a secret is an Output.
      property.plain = false;
    }
    const text =
      notes.default === undefined ? notes.defaultText : `\`${JSON.stringify(notes.default)}\``;
    this.#defaults.set(property, (this.#defaults.get(property) ?? new Set()).add(text));
    this.#choose(owner, name, property, field);
    countIn(property, field);
    const below = objectBelow(field);
    const typeName = referenceBelow(property);
    const type = typeName === undefined ? undefined : this.types[typeName];
    if (below !== undefined && type !== undefined && typeName !== undefined) {
      this.visit(typeName, type.properties, below);
    }
  }

  /** An enumeration in the place of a text that is one of a few. */
  #choose(owner: string, name: string, type: SchemaType, schema: Schema): void {
    const found = inner(schema);
    if (found instanceof z.ZodArray && type.items !== undefined) {
      this.#choose(owner, name, type.items, found.element);
    }
    if (!(found instanceof z.ZodEnum) || type.type !== "string") return;
    const owned = owner.replace(/Args$/, "");
    const choices = found.options.map(String);
    delete type.type;
    type.$ref = referenceTo(this.enumerations.nameOf(owned, name, choices));
  }
}

/** The reference to a type of the package. */
export function referenceTo(name: string): string {
  return `#/types/formance-control-plane:index:${name}`;
}

function referenceBelow({ $ref, items, additionalProperties }: SchemaType): string | undefined {
  if ($ref !== undefined) return $ref.split(":").at(-1);
  const below = items ?? additionalProperties;
  return below === undefined ? undefined : referenceBelow(below);
}

/** A whole number, which TypeScript has no type for, where the schema takes no other. */
function countIn(type: SchemaType, schema: Schema): void {
  const found = inner(schema);
  if (found instanceof z.ZodArray && type.items !== undefined) countIn(type.items, found.element);
  if (found instanceof z.ZodRecord && type.additionalProperties !== undefined) {
    countIn(type.additionalProperties, found.valueType);
  }
  if (type.type === "number" && found instanceof z.ZodNumber && found.format === "safeint") {
    type.type = "integer";
  }
}

function isSecretList(schema: Schema): boolean {
  const found = inner(schema);
  return found instanceof z.ZodArray && notesOf(found.element).secret === true;
}

function objectBelow(schema: Schema): z.ZodObject | undefined {
  const found = inner(schema);
  if (found instanceof z.ZodObject) return found;
  if (found instanceof z.ZodArray) return objectBelow(found.element);
  return found instanceof z.ZodRecord ? objectBelow(found.valueType) : undefined;
}
