import { at, containersOf, isRecord, kindOf, listAt, nameOf, podOf, SECRET } from "../resource";
import type { ResourceRule } from "../rule";

const secretName = /(^|[_.-])(password|passwd|secret|token|api_?key|private_?key)$/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** A URL with a password in clear; `$(NAME)` is filled in by the kubelet. */
const urlWithPassword = /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:(?!\$\()[^\s@/]+@/i;

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
  if (value === SECRET) return true;
  if (typeof value !== "string" || value === "" || value.startsWith("$(")) return false;
  return secretName.test(name) || privateKey.test(value) || urlWithPassword.test(value);
}
