import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The hash of each source file, by its path below the root; nothing for a file that is gone. */
export type SourceHashes = Readonly<Record<string, string | undefined>>;

/** Where a build records the sources that it was made of. */
export const STAMP = "dist/build-stamp.json";

/** Hashes source files, which are named by their paths below the root. */
export function hashSources(root: string, files: readonly string[]): SourceHashes {
  return Object.fromEntries(files.map((file) => [file, hashOf(join(root, file))]));
}

function hashOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * The source files that changed since the build. Pulumi runs the compiled program, so a forgotten
 * build would deploy yesterday's code; without sources (an installed package) nothing is stale. A
 * new file counts from when a file of the program imports it, which is a change of that one.
 */
export function staleSources(root: string): string[] {
  if (!existsSync(join(root, "index.ts"))) return [];
  const built = readStamp(join(root, STAMP));
  if (built === undefined) return ["index.ts"];
  const now = hashSources(root, Object.keys(built));
  return Object.keys(built).filter((file) => built[file] !== now[file]);
}

/** Nothing where there is none, or one that a crash cut off. */
function readStamp(file: string): SourceHashes | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SourceHashes;
  } catch {
    return undefined;
  }
}
