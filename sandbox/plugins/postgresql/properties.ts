import { randomSuffix } from "../protocol/random-suffix";
import type { CompletionContext } from "../protocol/resource-kind";
import type { Outputs } from "../protocol/stand-in";
import { type Properties, isUnknown } from "../protocol/values";

/** A text property; empty if absent or of another type. */
export function textIn(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}

/** A text property that is set to something, and not to the word that asks for the default. */
export function chosenIn(properties: Properties, key: string): string | undefined {
  const text = textIn(properties, key);
  return text === "" || text === "DEFAULT" ? undefined : text;
}

/** The texts of a list. */
export function listIn(properties: Properties, key: string): string[] {
  const value = properties[key];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : [];
}

/** Inputs whose lists of these names are sorted: they are sets, and order is no change. */
export function withSets(inputs: Properties, keys: readonly string[]): Properties {
  const sets = keys
    .filter((key) => Array.isArray(inputs[key]))
    .map((key) => [key, [...new Set(listIn(inputs, key))].sort()] as const);
  return { ...inputs, ...Object.fromEntries(sets) };
}

/** Inputs with a name: the given one, the one chosen before, or a new one from the logical name. */
export function withName(inputs: Properties, context: CompletionContext): Properties {
  if (inputs.name !== undefined) return inputs;
  const name = context.olds.name ?? `${context.name}-${randomSuffix(context.seed, 7)}`;
  return { ...inputs, name };
}

/** The inputs as the server now has them; what it can't tell stays. */
export function driftedInputs(inputs: Properties, found: Outputs): Outputs {
  return Object.fromEntries(
    Object.keys(inputs).map((key) => {
      const chosen = inputs[key] !== "DEFAULT" && inputs[key] !== "";
      return [key, chosen ? (found[key] ?? inputs[key]) : inputs[key]];
    }),
  );
}

/** The keys whose values differ. */
export function changedKeys(olds: Properties, news: Properties): Set<string> {
  const keys = [...Object.keys(olds), ...Object.keys(news)];
  return new Set(keys.filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key])));
}

/** Whether a required text is there, as far as a preview can tell. */
export function missing(inputs: Properties, keys: readonly string[]) {
  return keys
    .filter((key) => !isUnknown(inputs[key]) && textIn(inputs, key) === "")
    .map((property) => ({ property, reason: "is missing" }));
}
