import { isMapping, type Mapping } from "../../../config/path";
import { isPlainSecret } from "../../../facts/plain-secrets";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";

/** A list of environment variables in the values, and the map of the stack config. */
export interface VariableList {
  readonly from: string;
  readonly to: string;
  /** Names of variables that aren't carried over. */
  readonly without?: readonly string[];
  /** Names of variables that are secrets, whatever they are called. */
  readonly secret?: ReadonlySet<string>;
}

/** A list of environment variables in Kubernetes' form as the map of the stack config. */
export function importEnvironment(
  values: ReleaseValues,
  draft: ConfigDraft,
  { from, to, without = [], secret }: VariableList,
): void {
  const env: Mapping = {};
  for (const [index, entry] of (values.list(from) ?? []).entries()) {
    if (!isMapping(entry) || typeof entry.name !== "string") {
      values.note(`${from}[${index}]`, "lost", "This entry has no name.");
      continue;
    }
    if (without.includes(entry.name)) continue;
    const value = valueOf(entry, secret);
    if (value === undefined) {
      values.note(
        `${from}[${index}]`,
        "lost",
        `${entry.name} has a source that ${to} doesn't support; it supports values and keys of Secrets. For all keys of a ConfigMap, use envFrom.`,
      );
    } else {
      env[entry.name] = value;
    }
  }
  if (Object.keys(env).length > 0) draft.set(to, env, from);
}

/** A literal that is a secret goes into the workload's own Secret. */
export function variableOf(name: string, value: string, secret?: ReadonlySet<string>): unknown {
  const isOne = secret?.has(name) === true && value !== "" && !value.startsWith("$(");
  return isOne || isPlainSecret(name, value) ? { secret: value } : value;
}

function valueOf({ name, value, valueFrom }: Mapping, secret?: ReadonlySet<string>): unknown {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return variableOf(String(name), String(value), secret);
  }
  const { secretKeyRef } = isMapping(valueFrom) ? valueFrom : {};
  if (!isMapping(secretKeyRef)) return undefined;
  return { secretRef: { name: secretKeyRef.name, key: secretKeyRef.key } };
}
