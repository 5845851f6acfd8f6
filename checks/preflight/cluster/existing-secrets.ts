import type * as z from "zod";

import { isMapping, type Path } from "../../../config/path";
import { stackConfigSchema, type StackConfig } from "../../../config/schema";
import { isDeployed, usesPostgres } from "../../../facts/deployment";
import { serviceNames } from "../../../facts/services";
import { notesOf, schemaBelow, schemaFor } from "../../../config/schema-walk";

/** A Secret that the config names, and that is not the stack's own. */
export interface ExistingSecret {
  /** Where the config names it. */
  readonly path: Path;
  readonly name: string;
  /** The keys that are read of it; none where it is taken as a whole. */
  readonly keys: readonly string[];
}

/** The settings that hold parts of a pod in Kubernetes' own form. */
const podParts: readonly unknown[] = ["volumes", "initContainers"];

/** The Secrets that must be there before pods start; those that an ExternalSecret makes left out. */
export function existingSecrets(config: StackConfig): ExistingSecret[] {
  const made = Object.keys(config.externalSecrets?.secrets ?? {});
  return named(stackConfigSchema, config, []).filter(
    ({ path, name }) => !made.includes(name) && isUsed(config, path),
  );
}

function named(schema: z.core.$ZodType, value: unknown, path: Path): ExistingSecret[] {
  const meant = schemaFor(schema, value);
  if (meant === undefined || (isMapping(value) && value.enabled === false)) return [];
  switch (notesOf(meant).existingSecret) {
    case "key":
      return isMapping(value) ? found(path, value.name, [value.key]) : [];
    case "tls":
      return found(path, value, ["tls.crt", "tls.key"]);
    case "whole":
      return found(path, value, []);
    case undefined:
      return childrenOf(value).flatMap(([step, child]) => {
        if (podParts.includes(step)) return inPodPart(child, [...path, step]);
        const below = schemaBelow(meant, step);
        return below === undefined ? [] : named(below, child, [...path, step]);
      });
  }
}

/** The Secrets of volumes and containers, but for optional ones. */
function inPodPart(value: unknown, path: Path): ExistingSecret[] {
  if (isMapping(value) && value.optional === true) return [];
  return childrenOf(value).flatMap(([step, child]) => {
    const at = [...path, step];
    const isSource = isMapping(child) && child.optional !== true;
    if (isSource && step === "secretKeyRef") return found(at, child.name, [child.key]);
    if (isSource && step === "secretRef") return found(at, child.name, []);
    if (isSource && step === "secret") {
      const items: unknown[] = Array.isArray(child.items) ? child.items : [];
      const keys = items.map((item) => (isMapping(item) ? item.key : undefined));
      return found(at, child.secretName ?? child.name, keys);
    }
    return inPodPart(child, at);
  });
}

function found(path: Path, name: unknown, keys: readonly unknown[]): ExistingSecret[] {
  if (typeof name !== "string") return [];
  return [{ path, name, keys: keys.filter((key) => typeof key === "string") }];
}

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isMapping(value) ? Object.entries(value) : [];
}

/** Whether a service is deployed that reads what the databases and images have for it. */
function isUsed(config: StackConfig, [area, service]: Path): boolean {
  const name = serviceNames.find((each) => each === service);
  if (name === undefined) return true;
  if (area === "database") return usesPostgres(config, name);
  return area !== "images" || isDeployed(config, name);
}
