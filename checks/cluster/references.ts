import type { ContainerSpec, PodSpec } from "./snapshot";

/** A Secret or ConfigMap that a pod needs to start, and the key where only one is read. */
export interface Reference {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  readonly key?: string;
}

interface Source {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key: string }[];
}

/** The Secrets and ConfigMaps that a pod's containers and volumes refer to, but for optional ones. */
export function referencesOf(spec: PodSpec | undefined): Reference[] {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const volumes = (spec?.volumes ?? []).flatMap(({ secret, configMap, projected }) => [
    ...read("Secret", secret && { ...secret, name: secret.secretName ?? "" }),
    ...read("ConfigMap", configMap),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...read("Secret", source.secret),
      ...read("ConfigMap", source.configMap),
    ]),
  ]);
  return [...containers.flatMap(ofContainer), ...volumes];
}

/** The names of what pods refer to, each once and sorted. */
export function namesOf(references: readonly Reference[], kind: Reference["kind"]): string[] {
  const names = references.filter((entry) => entry.kind === kind).map(({ name }) => name);
  return [...new Set(names)].sort();
}

function ofContainer({ env = [], envFrom = [] }: ContainerSpec): Reference[] {
  return [
    ...env.flatMap(({ valueFrom }) => [
      ...read("Secret", valueFrom?.secretKeyRef),
      ...read("ConfigMap", valueFrom?.configMapKeyRef),
    ]),
    ...envFrom.flatMap(({ secretRef, configMapRef }) => [
      ...read("Secret", secretRef),
      ...read("ConfigMap", configMapRef),
    ]),
  ];
}

function read(kind: Reference["kind"], source: Source | undefined): Reference[] {
  if (source === undefined || source.optional === true) return [];
  const { name = "", key, items } = source;
  if (key !== undefined) return [{ kind, name, key }];
  return items === undefined
    ? [{ kind, name }]
    : items.map((item) => ({ kind, name, key: item.key }));
}
