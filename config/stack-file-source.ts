import { isMapping, type Mapping } from "./path";
import { SEALED } from "./secret-text";
import type { ConfigSource } from "./source";
import { isEncrypted, StackFile } from "./stack-file";

/**
 * A stack's config, read from its file without the key: an encrypted value becomes a secret with an
 * unknown value.
 *
 * @returns nothing for an area that is encrypted as a whole, whose fields aren't known;
 * `unreadable` names those
 */
export function sealedSource(
  project: string,
  projectDirectory: string,
  stackFile: string,
): { readonly source: ConfigSource; readonly unreadable: readonly string[] } {
  const file = StackFile.read(stackFile, project);
  const source: ConfigSource = {
    project,
    projectDirectory,
    stackFile,
    get: (key) => {
      const value = file.value(key);
      return isEncrypted(value) ? undefined : sealed(value);
    },
    isSecret: (key) => holdsEncrypted(file.value(key)),
    keys: () => file.keys(),
  };
  return { source, unreadable: file.keys().filter((key) => isEncrypted(file.value(key))) };
}

/** The unencrypted settings of a provider in a stack file. */
export function clearSettings(stackFile: string, provider: string): Record<string, string> {
  const file = StackFile.read(stackFile, provider);
  return Object.fromEntries(
    file.keys().flatMap((key) => {
      const value = file.value(key);
      return typeof value === "string" ? [[key, value]] : [];
    }),
  );
}

function sealed(value: unknown): unknown {
  if (isEncrypted(value)) return SEALED;
  if (Array.isArray(value)) return value.map(sealed);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, sealed(child)] as const);
  return Object.fromEntries(entries) satisfies Mapping;
}

function holdsEncrypted(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  const children: readonly unknown[] = Array.isArray(value)
    ? value
    : isMapping(value)
      ? Object.values(value)
      : [];
  return children.some(holdsEncrypted);
}
