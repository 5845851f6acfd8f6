import { parseInputs, type SeedInputs } from "./inputs";
import { keyOf } from "./kinds";
import { currentOf } from "./load";
import { planSeed } from "./plan";
import type { Owned } from "./plan-types";
import type { Properties } from "./properties";
import { resolve } from "./resolve";
import { byKind } from "./rows";
import { summarize } from "./summary";

/** Inputs, or what is wrong with them in the form that the engine reports. */
export type CheckedInputs =
  | { readonly ok: true; readonly inputs: SeedInputs }
  | { readonly ok: false; readonly failures: { property: string; reason: string }[] };

/** Checks properties in which every value is known. */
export function checkInputs(properties: Properties): CheckedInputs {
  const parsed = parseInputs(properties);
  if (parsed.ok) return parsed;
  const failures = parsed.problems.map(({ path, message }) => ({
    // Named in the reason: the engine would print the property's value beside its name.
    property: "",
    reason: path === "" ? message : `${path}: ${message}`,
  }));
  return { ok: false, failures };
}

/** The change from the last specification to this one, as far as no database is asked. */
export function planInWords(olds: Properties, inputs: SeedInputs): string {
  const parsed = parseInputs(olds);
  const previous = resolve(parsed.ok ? parsed.inputs.specification : {});
  const current = currentOf(previous);
  const owned: Owned = {
    ...byKind((kind) => current[kind].map(({ values }) => keyOf(kind, values))),
    deletableStacks: current.stacks
      .filter((_, index) => previous.stacks[index]?.deletable === true)
      .map(({ values }) => keyOf("stacks", values)),
  };
  const desired = resolve(inputs.specification);
  return summarize(planSeed({ current, desired, previous, owned, prune: inputs.prune }));
}
