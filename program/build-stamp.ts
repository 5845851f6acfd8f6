import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What the program is compiled from; the sandbox and the tests are not part of it. */
const sources = ["index.ts", "checks", "components", "config", "dex", "program", "seed"];

/** Hash of every source file of the program below the folder. */
function hashSources(root: string): Record<string, string> {
  const files = sources.flatMap((entry) => {
    const path = join(root, entry);
    if (entry.endsWith(".ts")) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(path, name));
  });
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [
        relative(root, file),
        createHash("sha256").update(readFileSync(file)).digest("hex"),
      ]),
  );
}

/** Notes down which sources a build was made of. */
export function writeBuildStamp(root: string): void {
  writeFileSync(join(root, "dist/build-stamp.json"), JSON.stringify(hashSources(root)));
}

/**
 * The source files that changed since the build. Pulumi runs the compiled program, so a forgotten
 * build would deploy yesterday's code; without sources (an installed package) nothing is stale.
 */
export function staleSources(root: string): string[] {
  if (!existsSync(join(root, "index.ts"))) return [];
  const stamp = join(root, "dist/build-stamp.json");
  const built: Partial<Record<string, string>> = existsSync(stamp)
    ? (JSON.parse(readFileSync(stamp, "utf8")) as Record<string, string>)
    : {};
  const now: Partial<Record<string, string>> = hashSources(root);
  return [...new Set([...Object.keys(built), ...Object.keys(now)])]
    .filter((file) => built[file] !== now[file])
    .sort();
}
