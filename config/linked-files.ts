import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { replaceAt } from "./merge";
import { valueAt, type Path } from "./path";
import type { Finding } from "./problem";
import { stackConfigSchema } from "./schema";
import { visitLeaves, type Leaf } from "./schema-walk";

const prefix = "file:";

/** Whether the leaf names a file instead of a certificate or key. */
export function isLinkedFile({ kind, value }: Leaf): boolean {
  return kind?.endsWith("File") === true && typeof value === "string" && value.startsWith(prefix);
}

/**
 * The config with the contents of the files that it names by `file:`. Paths are relative to the
 * project's folder.
 */
export function readLinkedFiles(
  config: unknown,
  projectDirectory: string,
): { readonly config: unknown; readonly findings: readonly Finding[] } {
  const paths: Path[] = [];
  visitLeaves(stackConfigSchema, config, (leaf) => {
    if (isLinkedFile(leaf)) paths.push(leaf.path);
  });
  const findings: Finding[] = [];
  const read = paths.reduce((known, path) => {
    const name = String(valueAt(config, path)).slice(prefix.length);
    const content = contentOf(resolve(projectDirectory, name));
    if (content !== undefined) return replaceAt(known, [path], () => content);
    const shown = name.includes("://") ? "a URL" : name;
    const message = `names ${shown}, which can't be read. Write its path relative to the project's folder.`;
    findings.push({ path, message });
    return known;
  }, config);
  return { config: read, findings };
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
