import { isMapping, type Mapping, type Path } from "../../config/path";
import { stackConfigSchema } from "../../config/schema";
import { visitLeaves } from "../../config/schema-walk";
import { holdsSecret } from "../../config/secret-storage";
import type { ConfigDraft } from "./config-draft";

/** A secret of the release, to be stored encrypted. */
export interface ImportedSecret {
  /** Where it belongs in the stack config. */
  readonly path: Path;
  /** The key of the values that it comes from. */
  readonly from: string;
  readonly value: string;
}

/** Separates the config from its secrets. */
export function splitSecrets(draft: ConfigDraft): {
  readonly config: Mapping;
  readonly secrets: ImportedSecret[];
} {
  const secrets: ImportedSecret[] = [];
  visitLeaves(stackConfigSchema, draft.config, (leaf) => {
    if (!holdsSecret(leaf)) return;
    const from = draft.originOf(leaf.path.join(".")) ?? "";
    secrets.push({ path: leaf.path, from, value: String(leaf.value) });
  });
  const config = secrets.reduce<unknown>((rest, { path }) => without(rest, path), draft.config);
  return { config: (config ?? {}) as Mapping, secrets };
}

/** The value without what stands at the path, and without the maps that it leaves empty. */
function without(value: unknown, [step, ...below]: Path): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) {
    const rest = value.map((element: unknown, index) =>
      index === step ? without(element, below) : element,
    );
    return rest.every((element) => element === undefined)
      ? undefined
      : rest.map((element) => element ?? null);
  }
  if (!isMapping(value)) return value;
  const rest = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    const left = key === step ? without(child, below) : child;
    return left === undefined ? [] : [[key, left]];
  });
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
