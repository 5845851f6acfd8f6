import type { Outputs } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";

/** A text property; empty if absent or of another type. */
export function textIn(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}

/** The inputs as the server now has them; what it can't tell stays. An import begins with none. */
export function driftedInputs(inputs: Properties, found: Outputs): Outputs {
  if (Object.keys(inputs).length === 0) return found;
  const entries = Object.entries(inputs).map(([key, value]) => [key, found[key] ?? value] as const);
  return Object.fromEntries(entries);
}
