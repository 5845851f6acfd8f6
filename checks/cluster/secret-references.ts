import type { PodSpec } from "./snapshot";

/** A Secret that a pod needs to start, and the key where only one is read. */
export interface SecretReference {
  readonly name: string;
  readonly key?: string;
}

/** The Secrets that a pod's containers and volumes refer to, but for optional ones. */
export function secretReferences(spec: PodSpec | undefined): SecretReference[] {
  const variables = (spec?.containers ?? [])
    .flatMap(({ env }) => env ?? [])
    .flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? [])
    .filter(({ optional }) => optional !== true)
    .map(({ name, key }) => ({ name: name ?? "", key }));
  const volumes = (spec?.volumes ?? [])
    .flatMap(({ secret }) => secret ?? [])
    .filter(({ optional }) => optional !== true)
    .flatMap(({ secretName, items }): SecretReference[] => {
      const name = secretName ?? "";
      return items === undefined ? [{ name }] : items.map(({ key }) => ({ name, key }));
    });
  return [...variables, ...volumes];
}
