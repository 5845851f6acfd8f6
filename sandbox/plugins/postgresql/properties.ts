import type { Outputs } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";

/** A text property; empty if absent or of another type. */
export function textIn(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}

/** The inputs as the server now has them; what it can't tell stays. */
export function driftedInputs(inputs: Properties, found: Outputs): Outputs {
  const entries = Object.entries(inputs).map(([key, value]) => [key, found[key] ?? value] as const);
  return Object.fromEntries(entries);
}
