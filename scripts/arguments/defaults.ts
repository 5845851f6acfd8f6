import * as z from "zod";
import { interfaceOf } from "../../config/interfaces";
import { inner } from "../../config/schema-walk";
import { stackConfigSchema } from "../../config/schema";
import { argumentFields, basesOf, configFields, occurrences } from "./model";

const width = 100;

const header = "// Generated from config/areas/ by `npm run generate`. Change it there.\n\n";

/** The defaults of an object; those of an object in it under its key. */
interface Defaults {
  readonly [key: string]: unknown;
}

/** The defaults of the whole config, and of each part by the name of its interface. */
export function defaultsFile(): string {
  const whole = interfaceOf(stackConfigSchema)?.name ?? "";
  const parts = new Map(
    [...occurrences()].map(([name, places]) => [
      name,
      {
        object: places[0]?.object,
        defaults: common(places.map(({ object }) => defaultsOf(object))),
      },
    ]),
  );
  const stated = new Map<string, Defaults>();
  const constants: string[] = [];
  const state = (name: string): void => {
    const { object, defaults } = parts.get(name) ?? {};
    if (object === undefined || defaults === undefined) return;
    if (stated.has(name) || isEmpty(defaults)) return;
    for (const below of partsOf(object)) state(below);
    const bases = basesOf(object).flatMap((base) => interfaceOf(base)?.name ?? []);
    const declared = `export const ${name === whole ? "defaults" : constantOf(name)} = `;
    const room = width - `${declared} as const;`.length;
    const text = literal(defaults, object, bases, stated, room, "");
    stated.set(name, defaults);
    constants.push(`${declared}${text} as const;`);
  };
  for (const name of [...parts.keys()].filter((each) => each !== whole)) state(name);
  state(whole);
  return `${header}${constants.join("\n")}\n`;
}

function constantOf(name: string): string {
  const short = name.replace(/(Settings|Defaults)?Args$/, "");
  return `${short.charAt(0).toLowerCase()}${short.slice(1)}Defaults`;
}

/** The objects that an object extends and has in its fields. */
function partsOf(object: z.ZodObject): string[] {
  const below = argumentFields(object).flatMap(({ schema }) => objectIn(schema) ?? []);
  return [...basesOf(object), ...below].flatMap((each) => interfaceOf(each)?.name ?? []);
}

/** The object that is a field's value; not those in lists and maps, which have no place of their own. */
function objectIn(schema: z.core.$ZodType): z.ZodObject | undefined {
  const found = inner(schema);
  return found instanceof z.ZodObject ? found : undefined;
}

function defaultsOf(object: z.ZodObject): Defaults {
  const entries = [...argumentFields(object), ...configFields(object)].flatMap(
    ({ name, schema, default: value }) => {
      const below = objectIn(schema);
      if (below !== undefined) {
        const defaults = defaultsOf(below);
        return isEmpty(defaults) ? [] : [[name, defaults]];
      }
      return value === undefined ? [] : [[name, value]];
    },
  );
  return Object.fromEntries(entries) as Defaults;
}

/** What several objects of one interface have alike. */
function common([first = {}, ...others]: readonly Defaults[]): Defaults {
  const entries = Object.entries(first).flatMap(([key, value]) => {
    const values = others.map((other) => other[key]);
    if (isDefaults(value) && values.every(isDefaults)) {
      const alike = common([value, ...values]);
      return isEmpty(alike) ? [] : [[key, alike]];
    }
    return values.every((each) => isEqual(each, value)) ? [[key, value]] : [];
  });
  return Object.fromEntries(entries) as Defaults;
}

function isDefaults(value: unknown): value is Defaults {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(defaults: Defaults): boolean {
  return Object.keys(defaults).length === 0;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The defaults as an object literal that takes from constants what these state already. */
function literal(
  defaults: Defaults,
  object: z.ZodObject | undefined,
  bases: readonly string[],
  stated: ReadonlyMap<string, Defaults>,
  room: number,
  indent: string,
): string {
  const within = `${indent}  `;
  const spread = bases.filter((base) => stated.has(base));
  const inherited = Object.assign({}, ...spread.map((base) => stated.get(base))) as Defaults;
  const own = Object.entries(defaults).filter(([key, value]) => !isEqual(inherited[key], value));
  const fields = object === undefined ? [] : argumentFields(object);
  const lines = own.map(([name, value]) => {
    if (!isDefaults(value)) return `${name}: ${JSON.stringify(value).replaceAll(',"', ', "')}`;
    const field = fields.find((each) => each.name === name);
    const below = field && objectIn(field.schema);
    const left = width - `${within}${name}: ,`.length;
    const part = below === undefined ? "" : (interfaceOf(below)?.name ?? "");
    if (isEqual(stated.get(part), value)) return `${name}: ${constantOf(part)}`;
    return `${name}: ${literal(value, below, [part], stated, left, within)}`;
  });
  const all = [...spread.map((base) => `...${constantOf(base)}`), ...lines];
  const inline = `{ ${all.join(", ")} }`;
  if (inline.length <= room) return inline;
  return `{\n${all.map((line) => `${within}${line},\n`).join("")}${indent}}`;
}
