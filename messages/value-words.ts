import { suggest } from "./did-you-mean";

const expectations: Readonly<Record<string, string>> = {
  string: "a string",
  number: "an integer",
  int: "an integer",
  boolean: "a boolean",
  array: "a list",
  object: "a map",
  record: "a map",
};

/** What kind of value it is, in the words of YAML. Never the value itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a number";
  if (typeof value === "boolean") return "a boolean";
  if (typeof value !== "object") return `a ${typeof value}`;
  return Object.keys(value).join() === "secure" ? "an encrypted value" : "a map";
}

/** The kind that a schema expects, by its name there, in the words of YAML. */
export function expectedKind(expected: string): string {
  return expectations[expected] ?? expected;
}

/** Whether it is the schema's name of a value with parts. */
export function isShape(expected: string): boolean {
  return ["array", "object", "record"].includes(expected);
}

/**
 * How to write a value of another shape, with a blank in front: a list in the place of a map, or the
 * other way round, or one of them for a single value.
 */
export function shapeHint(expected: readonly string[], value: unknown): string {
  const own = Array.isArray(value) ? ["array"] : ["object", "record"];
  // What is encrypted is no map, although it is written as one.
  const hasParts = ["a list", "a map"].includes(kindOf(value));
  if (hasParts && own.some((shape) => expected.includes(shape))) return "";
  if (expected.length === 0 || !expected.every(isShape)) {
    return hasParts && expected.length > 0 ? " Give a single value." : "";
  }
  if (expected.includes("array")) return " Begin each entry with a dash.";
  if (!Array.isArray(value)) return " Write its keys below it.";
  const isNamed = (entry: unknown) =>
    typeof entry === "object" && entry !== null && "name" in entry;
  return value.length > 0 && value.every(isNamed)
    ? " Write each entry as a key, which is its name, and its value."
    : " Write keys with their values instead of entries.";
}

/**
 * What is wrong with a value's kind.
 *
 * @param expected the schema's name of the right one
 * @param hint how to write it, with a blank in front
 */
export function describeType(expected: string, value: unknown, hint?: string): string {
  const right = expectedKind(expected);
  if (value === undefined) return `is missing. It must be ${right}.`;
  const byQuotes = expected === "string" && typeof value !== "object";
  const how = hint ?? (byQuotes ? " Put it in quotes." : shapeHint([expected], value));
  return `is ${kindOf(value)}, but must be ${right}.${how}`;
}

/**
 * What is wrong with a value that is none of the choices.
 *
 * @param hint which one to take, with a blank in front; by default the one that is near
 */
export function describeChoice(choices: readonly string[], value: unknown, hint?: string): string {
  const list = choices.join(", ");
  if (value === undefined) return `is missing. It must be one of: ${list}.`;
  if (typeof value !== "string") {
    return `is ${kindOf(value)}, but must be one of: ${list}.${hint ?? ""}`;
  }
  const near = suggest(value, choices);
  const meant = near.startsWith(" Did") ? near : "";
  return `is not one of: ${list}.${hint ?? meant}`;
}
