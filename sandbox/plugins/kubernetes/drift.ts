import { type Properties, type Value, isMap } from "../protocol/values";

/**
 * The inputs as an object now has them: only what the inputs set is looked at, so what a server adds
 * is no drift.
 */
export function liveInputs(inputs: Properties, live: Properties): Properties {
  return projectMap(inputs, live);
}

/**
 * The inputs without what a server never stores: an empty map of a Secret. As the official provider
 * has it, such a map is new in every preview; other kinds it compares as typed objects, in which
 * empty and absent are one.
 */
export function storedInputs(inputs: Properties): Properties {
  if (inputs.kind !== "Secret") return inputs;
  return Object.fromEntries(
    Object.entries(inputs).filter(
      ([, value]) => value === null || !isMap(value) || Object.keys(value).length > 0,
    ),
  );
}

function projectMap(expected: Properties, found: Properties): Properties {
  return Object.fromEntries(
    Object.entries(expected).flatMap(([key, value]): [string, Value][] => {
      // A null in the inputs is sent to nobody.
      if (value === null) return [[key, null]];
      const other = found[key];
      if (other !== undefined) return [[key, project(value, other)]];
      // The API leaves out what is empty.
      return isEmpty(value) ? [[key, value]] : [];
    }),
  );
}

function project(expected: Value, found: Value): Value {
  if (isMap(expected) && isMap(found)) return projectMap(expected, found);
  if (Array.isArray(expected) && Array.isArray(found)) {
    return found.map((item, index) => project(expected[index] ?? null, item));
  }
  return found;
}

function isEmpty(value: Value): boolean {
  if (value === false || value === 0 || value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
