import * as z from "zod";
import type { SettingKind } from "../dex/connectors/fields";
import { isMapping, valueAt, type Path } from "./path";

/** The schema below `optional`. */
export function inner(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema;
}

const notes = new WeakMap<z.core.$ZodType, z.core.GlobalMeta>();

/** What the schema's author noted: description, default, secret, freeform. */
export function notesOf(schema: z.core.$ZodType): z.core.GlobalMeta {
  const known = notes.get(schema);
  if (known !== undefined) return known;
  const found = { ...z.globalRegistry.get(inner(schema)), ...z.globalRegistry.get(schema) };
  notes.set(schema, found);
  return found;
}

/** The schemas that a union chooses from, those of unions in it included. */
function optionsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const found = inner(schema);
  return found instanceof z.ZodUnion ? found.options.flatMap(optionsOf) : [found];
}

/** Whether a literal of the schema, such as a `type`, is the value's own. */
function isMeant(schema: z.core.$ZodType, value: unknown): boolean {
  if (!(schema instanceof z.ZodObject)) return !isMapping(value);
  if (!isMapping(value)) return false;
  return Object.entries<z.core.$ZodType>(schema.shape).every(
    ([key, below]) => !(below instanceof z.ZodLiteral) || below.values.has(value[key] as string),
  );
}

/** Of a union the schema that the value is meant for; nothing when it fits none of several. */
export function schemaFor(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  const options = optionsOf(schema);
  return options.length === 1 ? schema : options.find((option) => isMeant(option, value));
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
  return found instanceof z.ZodRecord ? found.valueType : undefined;
}

/** The schema at a path below the given one; the value tells which of several is meant. */
export function schemaAt(
  schema: z.core.$ZodType,
  path: Path,
  value: unknown,
): z.core.$ZodType | undefined {
  const meant = schemaFor(schema, value);
  const [step, ...others] = path;
  if (meant === undefined || step === undefined) return meant;
  const below = schemaBelow(meant, step);
  return below === undefined ? undefined : schemaAt(below, others, valueAt(value, [step]));
}

/** Calls back for every leaf of the data, with its schema where there is one. */
export function visitLeaves(
  schema: z.core.$ZodType | undefined,
  value: unknown,
  visit: (leaf: Leaf) => void,
  path: Path = [],
  place: LeafPlace = { name: "", freeform: false, inPod: false },
): void {
  const meant = schema === undefined ? undefined : schemaFor(schema, value);
  const notes = meant === undefined ? {} : notesOf(meant);
  const inPod = place.inPod || notes.inPod === true;
  // In a value of unknown type, names mark the secrets.
  const freeform =
    place.freeform || notes.freeform === true || (schema !== undefined && meant === undefined);
  if (value === undefined || value === null) return;
  const children: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  if (notes.secret === true || !(Array.isArray(value) || isMapping(value))) {
    const { name, isUnknown = false } = place;
    const { secret = false, kind } = notes;
    const keyTells = notes.keyTells ?? (freeform || isUnknown ? "variable" : undefined);
    const { before } = place;
    visit({ path, name, value, before, secret, freeform, inPod, isUnknown, keyTells, kind });
    return;
  }
  for (const [step, child] of children) {
    const known = freeform || meant === undefined ? undefined : schemaBelow(meant, step);
    const name = nameBelow(value, step) ?? place.name;
    const isUnknown = place.isUnknown === true || (!freeform && known === undefined);
    const before = typeof step === "number" ? valueAt(value, [step - 1]) : undefined;
    const below = { name, freeform, inPod, isUnknown, before };
    visitLeaves(known, child, visit, [...path, step], below);
  }
}

/** What a value is called: its key, or in Kubernetes' form of a variable the `name` beside it. */
function nameBelow(parent: unknown, step: string | number): string | undefined {
  if (typeof step === "number") return undefined;
  const name = step === "value" ? valueAt(parent, ["name"]) : undefined;
  return typeof name === "string" ? name : step;
}

interface LeafPlace {
  readonly name: string;
  readonly freeform: boolean;
  readonly inPod: boolean;
  readonly isUnknown?: boolean;
  readonly before?: unknown;
}

/** A value without parts, or any value in the place of a secret. */
export interface Leaf {
  readonly path: Path;
  /** What it is called: the last key that leads to it. */
  readonly name: string;
  readonly value: unknown;
  /** What stands before it in a list. */
  readonly before?: unknown;
  /** The schema marks it secret. */
  readonly secret: boolean;
  /** It stands where the schema allows any YAML. */
  readonly freeform: boolean;
  /** It goes into the description of a pod as it is. */
  readonly inPod: boolean;
  /** It stands below a key that the schema doesn't know. */
  readonly isUnknown: boolean;
  /** Its name may say that it is a secret, as that of a variable or of an annotation does. */
  readonly keyTells?: z.core.GlobalMeta["keyTells"];
  /** What the text holds, in the settings of a connector. */
  readonly kind?: SettingKind | undefined;
}
