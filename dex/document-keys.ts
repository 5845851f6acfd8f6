import * as z from "zod";
import { isMap } from "./merge";
import { reads, releaseTitle, type DexRelease } from "./releases";

/** Steps from the document to a value in it. */
export type DocumentPath = readonly (string | number)[];

/** A key that a document has, or a value of a list that a later release brought. */
export interface DocumentKey {
  readonly path: DocumentPath;
  /** The keys that Dex knows there. */
  readonly known: readonly string[];
  readonly isKnown: boolean;
  /** First release that reads it, unless all do. */
  readonly since?: DexRelease | undefined;
}

/** Every key of a value, with what the schema knows of it; nothing below an unknown key. */
export function documentKeys(
  schema: z.core.$ZodType,
  value: unknown,
  path: DocumentPath = [],
): DocumentKey[] {
  const meant = schemaFor(schema, value);
  if (meant instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((element, index) => {
      const at = [...path, index];
      const since = releaseOf(meant.element, element);
      const item = { path: at, known: [], isKnown: true, since };
      return [...(since === undefined ? [] : [item]), ...documentKeys(meant.element, element, at)];
    });
  }
  if (!(meant instanceof z.ZodObject) || !isMap(value)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = meant.shape;
  const known = Object.keys(shape);
  return Object.entries(value).flatMap(([key, child]) => {
    const below = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const at = [...path, key];
    return below === undefined
      ? [{ path: at, known, isKnown: false }]
      : [
          { path: at, known, isKnown: true, since: releaseOf(below, child) },
          ...documentKeys(below, child, at),
        ];
  });
}

/** What is wrong with a key that needs a later release than the one that reads it. */
export function tooNew({ since }: DocumentKey, release: DexRelease): string | undefined {
  if (since === undefined || reads(release, since)) return undefined;
  return `needs ${releaseTitle(since)}, and dex.version is ${release}. Remove it, or set dex.version to "${since}" if the image is of that release.`;
}

/** The value without these keys. The value itself isn't changed. */
export function withoutKeys<Value>(value: Value, paths: readonly DocumentPath[]): Value {
  if (paths.length === 0) return value;
  const copy = (part: unknown, at: DocumentPath): unknown => {
    const isRemoved = (step: string | number) =>
      paths.some((path) => path.length === at.length + 1 && startsWith(path, [...at, step]));
    if (!paths.some((path) => startsWith(path, at))) return part;
    if (Array.isArray(part)) return part.map((element, index) => copy(element, [...at, index]));
    if (!isMap(part)) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([key]) => !isRemoved(key))
        .map(([key, child]) => [key, copy(child, [...at, key])]),
    );
  };
  return copy(value, []) as Value;
}

function startsWith(path: DocumentPath, start: DocumentPath): boolean {
  return start.every((step, index) => path[index] === step);
}

function withoutOptional(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap()) : schema;
}

/** Of a union the form that the value has. */
function schemaFor(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  const found = withoutOptional(schema);
  if (!(found instanceof z.ZodUnion)) return found;
  const forms = found.options.map(withoutOptional);
  if (Array.isArray(value)) return forms.find((form) => form instanceof z.ZodArray);
  if (!isMap(value)) return forms.find((form) => form instanceof z.ZodString);
  return forms.find(
    (form) =>
      form instanceof z.ZodObject &&
      Object.entries<z.core.$ZodType>(form.shape).every(
        ([key, below]) => !(below instanceof z.ZodLiteral) || below.safeParse(value[key]).success,
      ),
  );
}

/** The release that a key needs for the value that it has. */
function releaseOf(schema: z.core.$ZodType, value: unknown): DexRelease | undefined {
  const noted = [schema, withoutOptional(schema), schemaFor(schema, value)].flatMap((each) => {
    const { since, valuesSince } = (each && z.globalRegistry.get(each)) ?? {};
    return since ?? valuesSince?.find(([later]) => later === value)?.[1] ?? [];
  });
  return noted[0];
}
