import type * as z from "zod";

type Json = z.core.JSONSchema.BaseSchema;
type Schema = Json | boolean;

/** A place where a schema is used: the keys that lead there, `[]` for an entry, `|` for a choice. */
interface Use {
  readonly keys: readonly string[];
  readonly schema: Json;
}

/** What a schema says of the key that has it, and not of the values. */
const ofTheKey = new Set(["description", "default", "title", "type"]);

/**
 * The schema with each part that it uses more than once stated once, under `$defs`.
 *
 * A use refers to it by `allOf`, because editors that read JSON Schema as draft 7 skip what stands
 * beside a `$ref`. The description, which they show, and the type, by which they complete, stand
 * beside the `allOf`.
 *
 * @param names names of definitions, by the end of a path where they are used; others are named
 *   after the key
 */
export function withDefinitions(root: Json, names: Readonly<Record<string, string>> = {}): Json {
  const nameByContent = new Map<string, string>();
  const definitions = new Map<string, Json>();
  for (const [content, uses] of usesOf(root)) {
    const [first, second] = uses;
    if (first === undefined || second === undefined) continue;
    const name = nameOf(uses, names);
    if (definitions.has(name)) {
      throw new Error(`Two definitions are called ${name}: name the one of ${pathOf(first)}.`);
    }
    nameByContent.set(content, name);
    definitions.set(
      name,
      pick(first.schema, (key) => !ofTheKey.has(key)),
    );
  }
  const refer = (schema: Json): Json => {
    const name = hasParts(schema) ? nameByContent.get(contentOf(schema)) : undefined;
    return name === undefined
      ? mapParts(schema, refer)
      : { ...pick(schema, (key) => ofTheKey.has(key)), allOf: [{ $ref: `#/$defs/${name}` }] };
  };
  const { $defs, ...others } = mapParts(root, refer);
  for (const [name, schema] of definitions) definitions.set(name, mapParts(schema, refer));
  const all = Object.entries({ ...$defs, ...Object.fromEntries(definitions) });
  all.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...others, ...(all.length > 0 && { $defs: Object.fromEntries(all) }) };
}

/**
 * The schema with a group of properties that several maps have in common stated once, under `$defs`.
 * Those maps keep the names, so that they can refuse all others.
 */
export function withPropertyGroup(root: Json, name: string, keys: readonly string[]): Json {
  let group: Json | undefined;
  const refer = (schema: Json): Json => {
    const { properties = {} } = schema;
    if (!keys.every((key) => key in properties)) return mapParts(schema, refer);
    const common = pick(properties, (key) => keys.includes(key)) as Record<string, Schema>;
    group ??= { properties: common };
    if (JSON.stringify(group.properties) !== JSON.stringify(common)) return mapParts(schema, refer);
    const own = pick(properties, (key) => !keys.includes(key)) as Record<string, Schema>;
    const names = Object.fromEntries(keys.map((key) => [key, true]));
    return {
      ...schema,
      properties: { ...own, ...names },
      allOf: [{ $ref: `#/$defs/${name}` }],
    };
  };
  const schema = mapParts(root, refer);
  return group === undefined ? schema : { ...schema, $defs: { ...schema.$defs, [name]: group } };
}

/** Every schema that has parts, with its uses. What is inside a schema counts at its first use. */
function usesOf(root: Json): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  const visit = (schema: Json, keys: readonly string[]): Json => {
    if (hasParts(schema)) {
      const uses = found.get(contentOf(schema)) ?? [];
      found.set(contentOf(schema), uses);
      uses.push({ keys, schema });
      if (uses.length > 1) return schema;
    }
    return mapParts(schema, (part, step) => visit(part, [...keys, step]));
  };
  visit(root, []);
  return found;
}

function hasParts({ properties, anyOf, oneOf }: Json): boolean {
  return (properties ?? anyOf ?? oneOf) !== undefined;
}

function contentOf(schema: Json): string {
  return JSON.stringify(pick(schema, (key) => !ofTheKey.has(key)));
}

function pathOf({ keys }: Use): string {
  return keys.join(".");
}

function nameOf(uses: readonly Use[], names: Readonly<Record<string, string>>): string {
  const paths = uses.map((use) => `.${pathOf(use)}`);
  for (const [end, name] of Object.entries(names)) {
    if (paths.some((path) => path.endsWith(`.${end}`))) return name;
  }
  const [last = "", before = ""] = uses[0]?.keys.toReversed() ?? [];
  return last === "[]" ? before.replace(/s$/, "") : last;
}

/** The schema with the schemas in it replaced; `step` is what leads to one. */
function mapParts(schema: Json, replace: (part: Json, step: string) => Json): Json {
  const one = (part: Schema, step: string) =>
    typeof part === "boolean" ? part : replace(part, step);
  const byName = <T extends Schema>(parts: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, one(part, key)]));
  const result: Json = { ...schema };
  const { properties, $defs, items, additionalProperties } = schema;
  if (properties !== undefined) result.properties = byName(properties);
  if ($defs !== undefined) result.$defs = byName($defs) as Record<string, Json>;
  if (items !== undefined && !Array.isArray(items)) result.items = one(items, "[]");
  if (additionalProperties !== undefined) {
    result.additionalProperties = one(additionalProperties, "[]");
  }
  for (const key of ["anyOf", "oneOf", "allOf"] as const) {
    const parts = schema[key];
    if (parts !== undefined) result[key] = parts.map((part) => replace(part, alternative(part)));
  }
  return result;
}

/** What stands in a path for one of several schemas: the value that only this one has, if any. */
function alternative({ properties = {} }: Json): string {
  for (const property of Object.values(properties)) {
    if (typeof property === "object" && typeof property.const === "string") return property.const;
  }
  return "|";
}

function pick(map: object, isMeant: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => isMeant(key)));
}
