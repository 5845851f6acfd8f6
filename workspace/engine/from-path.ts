import { accessSync, constants } from "node:fs";
import path from "node:path";

import { runCommand, executable } from "../run-command";
import type { SourceResult } from "./source";
import { findVersion, isAtLeast, OLDEST_ENGINE } from "./version";

/** The Pulumi CLI that is on PATH, if its version will do. */
export async function engineFromPath(): Promise<SourceResult> {
  const file = findOnPath("pulumi");
  if (file === undefined) {
    return { found: false, reason: "no pulumi on PATH" };
  }
  const asked = await runCommand(file, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: 30_000,
  });
  const version = asked.code === 0 ? findVersion(asked.stdout) : undefined;
  if (version === undefined) {
    return { found: false, reason: `${file} doesn't report its version` };
  }
  if (!isAtLeast(version, OLDEST_ENGINE)) {
    return {
      found: false,
      reason: `${file} is version ${version}; the program's SDK needs ${OLDEST_ENGINE} or later`,
    };
  }
  return { found: true, version, binDirectory: path.dirname(file) };
}

/** The full path of a program on PATH. */
export function findOnPath(
  program: string,
  searchPath = process.env.PATH ?? "",
): string | undefined {
  for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, executable(program));
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
