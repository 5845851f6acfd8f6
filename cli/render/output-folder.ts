import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { stringify } from "yaml";

import { manifestFile } from "../../workspace/manifest-files";
import type { Manifest } from "./manifest";

/** Lists what was written, so that the next time knows what is its own. */
const LIST = ".control-plane-render.json";

/**
 * Writes each object into a file, and removes the files of the last time that aren't written again.
 * Files that something else made stay.
 */
export function writeManifests(folder: string, manifests: readonly Manifest[]): string[] {
  mkdirSync(folder, { recursive: true });
  const list = path.join(folder, LIST);
  const earlier = earlierFiles(list);
  const files = manifests.map((manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    const name = manifestFile({ apiVersion, kind, ...metadata });
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    // The mode is that of a new file alone.
    rmSync(file, { force: true });
    writeFileSync(file, stringify(manifest), { mode: kind === "Secret" ? 0o600 : 0o644 });
    return name;
  });
  writeFileSync(list, `${JSON.stringify({ files }, undefined, 2)}\n`);
  for (const name of earlier) {
    if (!files.includes(name) && isInside(folder, name)) {
      rmSync(path.join(folder, name), { force: true });
    }
  }
  return files;
}

function earlierFiles(list: string): string[] {
  try {
    const { files } = JSON.parse(readFileSync(list, "utf8")) as { files?: unknown };
    return Array.isArray(files) ? files.filter((name) => typeof name === "string") : [];
  } catch {
    // The folder is new, or was never written to.
    return [];
  }
}

function isInside(folder: string, name: string): boolean {
  return !path.relative(folder, path.join(folder, name)).startsWith("..");
}
