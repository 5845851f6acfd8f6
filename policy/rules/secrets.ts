import {
  isPlainSecret,
  isPlainSecretAnnotation,
  isPlainSecretArgument,
} from "../../facts/plain-secrets";
import { at, containersOf, isRecord, kindOf, listAt, nameOf, podOf, SECRET } from "../resource";
import type { ResourceRule } from "../rule";

/** Anybody who can list pods or ConfigMaps reads them; Secrets have their own rights and encryption. */
export const noSecretInClear: ResourceRule = {
  name: "no-secret-in-clear",
  description:
    "No secret is in a ConfigMap, in an annotation or a label, or in the environment or the arguments of a container.",
  level: "mandatory",
  check(resource) {
    const { inputs } = resource;
    const inMap = kindOf(resource) === "ConfigMap" ? mapProblems(inputs) : [];
    const inMetadata = kindOf(resource) === "" ? [] : metadataProblems(inputs);
    const pod = podOf(resource);
    if (pod === undefined) return [...inMap, ...inMetadata];
    return [
      ...inMetadata,
      ...metadataProblems(at(inputs, "spec", "template")),
      ...containersOf(pod).flatMap((each) => [...envProblems(each), ...argumentProblems(each)]),
    ];
  },
};

function mapProblems(inputs: unknown): string[] {
  const data = at(inputs, "data");
  if (data === SECRET || at(inputs) === SECRET) return ["holds a secret: make it a Secret."];
  return Object.entries(isRecord(data) ? data : {})
    .filter(([key, value]) => looksSecret(key, value))
    .map(([key]) => `holds a secret under ${key}: make it a Secret.`);
}

/** Secrets in the annotations and labels of an object, or of a pod's template. */
function metadataProblems(object: unknown): string[] {
  return ["annotations", "labels"].flatMap((part) => {
    const entries = at(object, "metadata", part);
    return Object.entries(isRecord(entries) ? entries : {})
      .filter(
        ([key, value]) =>
          value === SECRET || (typeof value === "string" && isPlainSecretAnnotation(key, value)),
      )
      .map(([key]) => `has a secret in ${part}[${JSON.stringify(key)}]: remove it.`);
  });
}

function envProblems(container: unknown): string[] {
  return listAt(container, "env")
    .filter((entry) => looksSecret(nameOf(entry), at(entry, "value")))
    .map(
      (entry) =>
        `container ${nameOf(container)} has a secret in the variable ${nameOf(entry)}: refer to a Secret by secretKeyRef.`,
    );
}

function argumentProblems(container: unknown): string[] {
  return ["command", "args"]
    .filter((part) =>
      listAt(container, part).some(
        (text, index, all) =>
          text === SECRET ||
          (typeof text === "string" && isPlainSecretArgument(all[index - 1], text)),
      ),
    )
    .map(
      (part) =>
        `container ${nameOf(container)} has a secret in ${part}: pass it by a variable that refers to a Secret.`,
    );
}

function looksSecret(name: string, value: unknown): boolean {
  return value === SECRET || (typeof value === "string" && isPlainSecret(name, value));
}
