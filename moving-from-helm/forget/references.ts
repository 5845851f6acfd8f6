import { entriesOf } from "../release/field";

/** Something that an object refers to, in its own namespace or outside any. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
}

/** Fields and annotations that hold the name of an object. */
const NAMES: Readonly<Record<string, string>> = {
  secretName: "Secret",
  serviceAccount: "ServiceAccount",
  serviceAccountName: "ServiceAccount",
  claimName: "PersistentVolumeClaim",
  priorityClassName: "PriorityClass",
  ingressClassName: "IngressClass",
  "cert-manager.io/issuer": "Issuer",
  "cert-manager.io/cluster-issuer": "ClusterIssuer",
};

/** Fields that hold a map, or a list of maps, with the name of an object. */
const MAPS: Readonly<Record<string, string>> = {
  secret: "Secret",
  secretKeyRef: "Secret",
  secretRef: "Secret",
  imagePullSecrets: "Secret",
  configMap: "ConfigMap",
  configMapKeyRef: "ConfigMap",
  configMapRef: "ConfigMap",
  service: "Service",
  serviceRef: "Service",
  backendRefs: "Service",
};

/**
 * All that an object refers to, optional references included, wherever they stand in it. A
 * reference too many only keeps an object; one too few would delete it.
 */
export function referencesIn(value: unknown): NamedObject[] {
  return [...entriesOf(value)].flatMap(([field, child]) => [
    ...namedBy(field, child),
    ...referencesIn(child),
  ]);
}

/** The texts in an object, but for its metadata and the labels that it selects by. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return [...entriesOf(value)].flatMap(([field, child]) =>
    ["metadata", "selector", "matchLabels"].includes(field) ? [] : textsIn(child),
  );
}

/** Makes what tells whether one of the texts calls a Service as a host. */
export function hostFinder(
  texts: readonly string[],
): (service: { readonly name: string; readonly namespace: string }) => boolean {
  const all = texts.join("\n");
  return ({ name, namespace }) => {
    const [host, home] = [name, namespace].map((text) =>
      text.replaceAll(/[^\w-]/g, String.raw`\$&`),
    );
    return new RegExp(
      String.raw`(?<![\w.-])${host ?? ""}(?:\.${home ?? ""}(?![\w-])|(?:$|[:/?,\s"']))`,
      "m",
    ).test(all);
  };
}

function namedBy(field: string, value: unknown): NamedObject[] {
  const kind = NAMES[field];
  if (kind !== undefined) return typeof value === "string" ? [{ kind, name: value }] : [];
  return [value].flat().flatMap((map) => {
    const entry = entriesOf(map);
    const [name, own] = [entry.get("name"), entry.get("kind")];
    const meant = /Refs?$/.test(field) && typeof own === "string" ? own : MAPS[field];
    return meant !== undefined && typeof name === "string" ? [{ kind: meant, name }] : [];
  });
}
