import { property, type Property } from "./schema";

/** A path as a program in Python writes it. */
export interface PythonPath {
  readonly text: string;
  /** Whether its last key is an argument; others have the same name in every language. */
  readonly isArgument: boolean;
}

const steps = /\[[^\]]*\]|[^.[\]]+/g;

/**
 * Spells the arguments of a component in a path as Python does. Keys of maps that are no arguments,
 * such as labels, settings of a connector or Kubernetes' own, stay as they are.
 */
export function pythonPath(component: string, path: string): PythonPath {
  let text = "";
  let isArgument = false;
  let at: Property | undefined = { $ref: `#/resources/formance-control-plane:index:${component}` };
  for (const step of path.match(steps) ?? []) {
    if (step.startsWith("[")) {
      text += step;
      at = at?.items ?? at?.additionalProperties;
      continue;
    }
    const type: string | undefined = at?.$ref?.startsWith("#/") ? at.$ref : undefined;
    isArgument = type !== undefined;
    text += `${text === "" ? "" : "."}${isArgument ? snakeCase(step) : step}`;
    at = type === undefined ? at?.additionalProperties : property(type, step);
  }
  return { text, isArgument };
}

export function snakeCase(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
