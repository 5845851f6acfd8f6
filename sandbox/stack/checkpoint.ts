import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import type { WorkspacePlaces } from "../../workspace/places";
import { SandboxError } from "../errors";
import { NAMESPACE } from "./stack-settings";

/**
 * Puts back the engine's last complete state where a crash left the newest one empty or cut off. The
 * engine keeps the state before last beside it. It writes the state before and after each operation,
 * so what the older one does not know has not begun, and what has ended since is pending in it.
 *
 * The attributes of the file, which the engine's storage keeps in a file of their own, are written in
 * place, so that a crash can cut them off while the state itself is whole. The engine does without
 * them, but does not start with broken ones.
 *
 * @returns what was done, in words for a person; nothing for a state that is whole or not there
 * @throws {SandboxError} when neither can be read
 */
export function repairCheckpoint(places: WorkspacePlaces, stack: string): string | undefined {
  const file = path.join(places.state, ".pulumi", "stacks", NAMESPACE, `${stack}.json`);
  const attributes = `${file}.attrs`;
  const isCutOff = existsSync(attributes) && !isWhole(attributes);
  if (isCutOff) rmSync(attributes);
  if (!existsSync(file) || isWhole(file)) {
    return isCutOff ? "removed incomplete attributes from the engine's state" : undefined;
  }
  const backup = `${file}.bak`;
  if (!existsSync(backup) || !isWhole(backup)) {
    throw new SandboxError(
      `The engine's state ${file} is damaged, and so is its backup. ` +
        "Restore your own copy, or remove the sandbox (npm run down) and recreate it (npm start).",
    );
  }
  copyFileSync(backup, file);
  return "restored the backup of the engine's state, whose newest version is incomplete";
}

function isWhole(file: string): boolean {
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof document === "object" && document !== null;
  } catch {
    return false;
  }
}
