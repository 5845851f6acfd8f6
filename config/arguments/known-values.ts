import type { Path } from "../path";
import type { Finding } from "../problem";

/** Stands for a value that is known later: an Output, a promise, a resource. */
export const later = Symbol("known later");

/** A value that is known later, as it was given. */
export interface LaterValue {
  readonly path: Path;
  readonly value: object;
}

/** A value as far as it is plain. */
export interface PlainValue {
  /** Maps, lists and scalars, with {@link later} for what is known later, and without `undefined`. */
  readonly plain: unknown;
  readonly laterValues: readonly LaterValue[];
  /** What can't be read at all; in its place stands {@link later}. */
  readonly findings: readonly Finding[];
}

/** More levels than any setting has; deeper values would overflow the stack of whoever walks them. */
const DEEPEST = 100;

const ENDLESS = "contains itself, or has more than 100 levels. Give a value that ends.";
const GETTER = "has a getter that throws an error. Give the value itself.";

/** Reads a value that a program gives: once, because getters may be behind its parts. */
export function readPlain(value: unknown): PlainValue {
  const laterValues: LaterValue[] = [];
  const findings: Finding[] = [];
  const refuse = (path: Path, message: string) => {
    findings.push({ path, message });
    return later;
  };
  const read = (part: unknown, path: Path, above: readonly unknown[]): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (isLater(part)) {
      laterValues.push({ path, value: part });
      return later;
    }
    if (above.includes(part) || path.length > DEEPEST) return refuse(path.slice(0, 3), ENDLESS);
    const inside = [...above, part];
    if (Array.isArray(part)) {
      return part.map((each: unknown, index) => read(each, [...path, index], inside));
    }
    if (!isPlainMap(part)) return refuse(path, aboutInstance(part));
    const entries = Object.keys(part).map((key) => {
      const at = [...path, key];
      try {
        return [key, read(part[key], at, inside)] as const;
      } catch {
        return [key, refuse(at, GETTER)] as const;
      }
    });
    return Object.fromEntries(entries.filter(([, below]) => below !== undefined));
  };
  return { plain: read(value, [], []), laterValues, findings };
}

function isLater(value: object): boolean {
  const marks = ["__pulumiOutput", "__pulumiResource", "__pulumiAsset"];
  if (marks.some((mark) => (value as Readonly<Record<string, unknown>>)[mark] === true))
    return true;
  return "then" in value && typeof value.then === "function";
}

/** A map of any realm, as a test runner has several. */
function isPlainMap(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function aboutInstance(value: object): string {
  const { name } = value.constructor;
  const of = name === "" ? "of a class" : `of ${name}`;
  return `is an instance ${of}, but must be plain: a map, a list, a string, a number or a boolean.`;
}

/** The value without the entries of maps that are known later. */
export function withoutLater(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLater);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, below]) => below !== later);
  return Object.fromEntries(entries.map(([key, below]) => [key, withoutLater(below)]));
}

/** Where {@link later} stands in a value that was read. */
export function laterPaths(value: unknown, path: Path = []): Path[] {
  if (value === later) return [path];
  if (typeof value !== "object" || value === null) return [];
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return parts.flatMap(([step, below]) => laterPaths(below, [...path, step]));
}
