import { chmodSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A new folder that every user can enter, so that PostgreSQL's files can lie in it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "formance-sandbox-"));
  chmodSync(folder, 0o755);
  return folder;
}
