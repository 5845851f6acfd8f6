import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A property value as the engine sends it when the provider accepts no secrets or resources. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** The properties of one resource. */
export type Properties = Record<string, Value>;

/** The engine's stand-in for a value that only the update will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The sentinels by which the engine marks unknown values, one for each type of value. */
const UNKNOWN_VALUES = new Set<unknown>([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value is one that only the update will know. */
export function isUnknown(value: Value | undefined): boolean {
  return UNKNOWN_VALUES.has(value);
}

/** Whether a value is unknown or holds something unknown. */
export function containsUnknown(value: Value | undefined): boolean {
  if (value === undefined || value === null || typeof value !== "object") return isUnknown(value);
  return Object.values(value).some((item: Value) => containsUnknown(item));
}

/** Whether a value is a map. */
export function isMap(value: Value | undefined): value is Record<string, Value> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equality of two values, whatever the order of their keys. */
export function isEqual(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => isEqual(item, right[i]));
  }
  if (!isMap(left) || !isMap(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && isEqual(left[key], right[key]))
  );
}

/** Key and value by which the engine marks a map as the envelope of a secret. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** What a message holds under the `__` keys of the engine and of providers. */
export function keptIn(struct: Struct | undefined): Properties {
  const all = struct?.toJavaScript() ?? {};
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith("__"))
      .map(([key, value]) => [key, opened(value)]),
  );
}

/**
 * The plain properties in a protobuf message; the engine's own `__` keys are left out. A provider's
 * configuration comes with its secrets in envelopes, before the engine knows that none is wanted.
 */
export function fromStruct(struct: Struct | undefined): Properties {
  const all = struct?.toJavaScript() ?? {};
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, value]) => [key, opened(value)]),
  );
}

function opened(value: Value): Value {
  if (Array.isArray(value)) return value.map(opened);
  if (!isMap(value)) return value;
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) return opened(value.value ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, opened(child)]));
}

/** A value that the engine keeps encrypted; it opens it before anybody is asked with it. */
export function secret(value: Value): Value {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** A protobuf message of plain properties; undefined ones are left out. */
export function toStruct(properties: Readonly<Record<string, Value | undefined>>): Struct {
  return Struct.fromJavaScript(dropUndefined(properties));
}

function dropUndefined(properties: Readonly<Record<string, Value | undefined>>): Properties {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Properties;
}
