import { formatPath, isMapping, type Mapping, type Path } from "../../config/path";
import { stackConfigSchema } from "../../config/schema";
import { visitLeaves } from "../../config/schema-walk";
import { secretPlace } from "../../config/secret-storage";
import type { ImportNote } from "../note";
import type { ConfigDraft } from "./config-draft";

/** A secret of the release, to be stored encrypted. */
export interface ImportedSecret {
  /** Where it belongs in the stack config. */
  readonly path: Path;
  /** The key of the values that it comes from. */
  readonly from: string;
  readonly value: string;
}

/** The parts of a config that is being built. */
export interface SplitConfig {
  /** The config without any secret. */
  readonly config: Mapping;
  readonly secrets: readonly ImportedSecret[];
  /** The config with its secrets, but without those that stand where none can be stored. */
  readonly whole: Mapping;
  /** The keys of the values that had those. */
  readonly leftOut: readonly ImportNote[];
}

/** Separates the config from its secrets. */
export function splitSecrets(draft: ConfigDraft): SplitConfig {
  const secrets: ImportedSecret[] = [];
  const exposed: Path[] = [];
  const leftOut: ImportNote[] = [];
  visitLeaves(stackConfigSchema, draft.config, (leaf) => {
    const { path, value } = leaf;
    const place = secretPlace(leaf);
    if (place === undefined) return;
    const from = draft.originOf(path.join(".")) ?? "";
    if (place === "stored")
      secrets.push({
        path,
        from,
        value: typeof value === "string" ? value : JSON.stringify(value),
      });
    else {
      exposed.push(path);
      const reason = `A secret in plain text, which ${formatPath(path)} can't hold, is left out. Set it again without the secret.`;
      leftOut.push({ key: from, outcome: "lost", reason });
    }
  });
  const whole = withoutAll(draft.config, exposed);
  const stored = secrets.map(({ path }) => path);
  return { config: withoutAll(whole, stored), secrets, whole, leftOut };
}

function withoutAll(config: Mapping, paths: readonly Path[]): Mapping {
  return (paths.reduce<unknown>(without, config) ?? {}) as Mapping;
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
