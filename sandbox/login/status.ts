import { readFileSync, renameSync, writeFileSync } from "node:fs";

import type { LoginStatus } from "./settings";

/** What the process of a login told last; nothing where there is none. */
export function readStatus(file: string): LoginStatus | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LoginStatus;
  } catch {
    return undefined;
  }
}

/** Writes it, whole or not at all. */
export function writeStatus(file: string, status: LoginStatus): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, JSON.stringify(status, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}
