import { type Properties, type Value, isUnknown } from "../protocol/values";
import type { Mutability } from "./replacement";

/** The provider's configuration, of which the rest is accepted and not used. */
export interface KubernetesConfig {
  /** Render YAML to this folder instead of applying it. */
  readonly renderDirectory?: string;
  /** The path of a kubeconfig, or its text. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
  /** The namespace of objects that state none. */
  readonly namespace: string;
  readonly mutability: Mutability;
  /** Take over fields that another manager has set. */
  readonly force: boolean;
  /** Adopt an object that already exists instead of refusing to create it. */
  readonly upsert: boolean;
}

/** Reads the configuration as the engine sends it: everything but text is JSON in a string. */
export function parseConfig(config: Properties): KubernetesConfig {
  return {
    renderDirectory: text(config.renderYamlToDirectory),
    kubeconfig: text(config.kubeconfig),
    context: text(config.context),
    cluster: text(config.cluster),
    namespace: text(config.namespace) ?? "default",
    mutability: {
      configMaps: flag(config.enableConfigMapMutable),
      secrets: flag(config.enableSecretMutable),
    },
    force: flag(config.enablePatchForce),
    upsert: flag(config.upsertExistingObjects),
  };
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

function flag(value: Value | undefined): boolean {
  return value === true || value === "true";
}
