import * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/kubernetes";
import { isPlainSecret } from "../../facts/plain-secrets";
import type { SecretKeyArgs } from "../args/shared";
import type { EnvFromArgs, EnvVarArgs } from "../args/workload";

/** One environment variable of a container; exactly one source is set. */
export interface EnvEntry {
  readonly name: string;
  /** In clear. */
  readonly value?: pulumi.Input<string>;
  /** Kept in the workload's own Secret, under the variable's name. */
  readonly secret?: pulumi.Input<string>;
  /** A key of a Secret that already exists. */
  readonly secretRef?: SecretKeyArgs;
  /** A field of the pod, e.g. `metadata.name`. */
  readonly fieldPath?: string;
}

/** The values that belong into the workload's own Secret, by key. */
export function secretValues(entries: readonly EnvEntry[]): Record<string, pulumi.Input<string>> {
  const values: Record<string, pulumi.Input<string>> = {};
  for (const { name, secret } of entries) {
    if (secret !== undefined) values[name] = secret;
  }
  return values;
}

/**
 * The container's `env`, in the order given: `$(NAME)` expands only earlier entries.
 *
 * @param secretName - the workload's own Secret; there is none where no entry has a secret value
 */
export function containerEnv(
  entries: readonly EnvEntry[],
  secretName: pulumi.Input<string> | undefined,
): types.input.core.v1.EnvVar[] {
  return entries.map(({ name, value, secret, secretRef, fieldPath }) => {
    if (fieldPath !== undefined) return { name, valueFrom: { fieldRef: { fieldPath } } };
    if (secretRef !== undefined) return { name, valueFrom: { secretKeyRef: secretRef } };
    if (secret !== undefined) {
      return { name, valueFrom: { secretKeyRef: { name: secretName, key: name } } };
    }
    return { name, value: value ?? "" };
  });
}

/**
 * The user's further variables, in the form of the service's own. A secret in clear, which a
 * program may hold, goes the way of secrets: it would stand in the state and in every pod.
 */
export function extraEnv(vars: readonly EnvVarArgs[] | undefined): EnvEntry[] {
  return (vars ?? []).map(({ name, value, secret, secretRef }) =>
    typeof value === "string" && isPlainSecret(name, value)
      ? { name, secret: pulumi.secret(value) }
      : { name, value, secret, secretRef },
  );
}

/** Existing ConfigMaps and Secrets whose keys are variables. */
export function environmentSources(sources: readonly EnvFromArgs[] | undefined): {
  envFrom?: types.input.core.v1.EnvFromSource[];
} {
  if (sources === undefined) return {};
  return {
    envFrom: sources.map(({ configMap, secret, prefix }) => ({
      prefix,
      configMapRef: configMap === undefined ? undefined : { name: configMap },
      secretRef: secret === undefined ? undefined : { name: secret },
    })),
  };
}

/** A secret variable: a value of the workload's own Secret, or a key of an existing one. */
export function secretEntry(
  name: string,
  secret: pulumi.Input<string> | undefined,
  secretRef: SecretKeyArgs | undefined,
): EnvEntry {
  return secretRef === undefined ? { name, secret: secret ?? "" } : { name, secretRef };
}
