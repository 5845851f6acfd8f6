import { isMapping, type Mapping } from "../../../config/path";
import { isPlainSecret } from "../../../facts/plain-secrets";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";

/** A list of environment variables in Kubernetes' form as the map of the stack config. */
export function importEnvironment(
  values: ReleaseValues,
  draft: ConfigDraft,
  from: string,
  to: string,
  without: readonly string[] = [],
): void {
  const env: Mapping = {};
  for (const [index, entry] of (values.list(from) ?? []).entries()) {
    if (!isMapping(entry) || typeof entry.name !== "string") {
      values.note(`${from}[${index}]`, "lost", "This entry has no name.");
      continue;
    }
    if (without.includes(entry.name)) continue;
    const value = valueOf(entry);
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
export function variableOf(name: string, value: string): unknown {
  return isPlainSecret(name, value) ? { secret: value } : value;
}

function valueOf({ name, value, valueFrom }: Mapping): unknown {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return variableOf(String(name), String(value));
  }
  const { secretKeyRef } = isMapping(valueFrom) ? valueFrom : {};
  if (!isMapping(secretKeyRef)) return undefined;
  return { secretRef: { name: secretKeyRef.name, key: secretKeyRef.key } };
}
