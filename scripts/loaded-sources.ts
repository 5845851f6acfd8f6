import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

import { preProcessFile } from "typescript";

/** Where the program starts: at its index, and at what the stored provider of the seed requires. */
const ENTRIES = ["index.js", "seed/runtime.js"] as const;

/**
 * The sources that the compiled program loads, at once or when it needs them, sorted. Found in the
 * compiled files, where imports of types alone are gone.
 *
 * @param root - the project's folder, with the compiled files in `dist`
 */
export function loadedSources(root: string): string[] {
  const dist = join(root, "dist");
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const resolve = createRequire(file).resolve;
    for (const { fileName } of preProcessFile(readFileSync(file, "utf8"), true, true)
      .importedFiles) {
      if (fileName.startsWith(".")) visit(resolve(fileName));
    }
  };
  for (const entry of ENTRIES) visit(join(dist, entry));
  return [...found].map((file) => relative(dist, file).replace(/\.js$/, ".ts")).sort();
}
