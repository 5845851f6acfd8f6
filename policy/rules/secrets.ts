import { isPlainSecret } from "../../facts/plain-secrets";
import { at, containersOf, isRecord, kindOf, listAt, nameOf, podOf, SECRET } from "../resource";
import type { ResourceRule } from "../rule";

/** Anybody who can list pods or ConfigMaps reads them; Secrets have their own rights and encryption. */
export const noSecretInClear: ResourceRule = {
  name: "no-secret-in-clear",
  description: "No secret is in a ConfigMap or in the environment of a container.",
  level: "mandatory",
  check(resource) {
    const inMap = kindOf(resource) === "ConfigMap" ? mapProblems(resource.inputs) : [];
    const pod = podOf(resource);
    return pod === undefined ? inMap : [...inMap, ...containersOf(pod).flatMap(envProblems)];
  },
};

function mapProblems(inputs: unknown): string[] {
  const data = at(inputs, "data");
  if (data === SECRET || at(inputs) === SECRET) return ["holds a secret: make it a Secret."];
  return Object.entries(isRecord(data) ? data : {})
    .filter(([key, value]) => looksSecret(key, value))
    .map(([key]) => `holds a secret under ${key}: make it a Secret.`);
}

function envProblems(container: unknown): string[] {
  return listAt(container, "env")
    .filter((entry) => looksSecret(nameOf(entry), at(entry, "value")))
    .map(
      (entry) =>
        `container ${nameOf(container)} has a secret in the variable ${nameOf(entry)}: refer to a Secret by secretKeyRef.`,
    );
}

function looksSecret(name: string, value: unknown): boolean {
  return value === SECRET || (typeof value === "string" && isPlainSecret(name, value));
}
