import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { stringify } from "yaml";

import type { WorkspacePlaces } from "../../workspace/places";
import { hasEncryptedValues, keyCheck } from "./stack-settings";

/**
 * Removes a sandbox's files, but for its passphrase as long as stack files have values that it alone
 * decrypts. Answers the names of these.
 */
export function removeFiles(root: string, places: WorkspacePlaces): string[] {
  const kept = stackFilesOf(root, places);
  const remove = (file: string) => {
    rmSync(file, { recursive: true, force: true, maxRetries: 5 });
  };
  if (kept.length === 0) {
    remove(places.folder);
    return [];
  }
  // The passphrase is never away, whenever this is cut off.
  for (const name of readdirSync(places.folder)) {
    const file = path.join(places.folder, name);
    if (file !== places.passphrase && file !== places.project) remove(file);
  }
  for (const { name, check } of kept) {
    const text = stringify({ config: {}, encryptionsalt: check });
    writeFileSync(path.join(places.project, name), text, { mode: 0o600 });
  }
  return kept.map(({ name }) => name);
}

/** The stack files with values that were encrypted with the sandbox's own passphrase. */
function stackFilesOf(
  root: string,
  { project, passphrase }: WorkspacePlaces,
): { readonly name: string; readonly check: unknown }[] {
  if (!existsSync(passphrase) || !existsSync(project)) return [];
  return readdirSync(project).flatMap((name) => {
    const own = path.join(root, name);
    if (!/^Pulumi\..+\.yaml$/.test(name) || !existsSync(own)) return [];
    const check = checkOf(path.join(project, name), name);
    const source = readFileSync(own, "utf8");
    const isOurs = check !== undefined && checkOf(own, name) === check;
    return isOurs && hasEncryptedValues(source, name) ? [{ name, check }] : [];
  });
}

/** A stack file that is no YAML can't be asked. */
function checkOf(file: string, name: string): unknown {
  try {
    return keyCheck(readFileSync(file, "utf8"), name);
  } catch {
    return undefined;
  }
}
