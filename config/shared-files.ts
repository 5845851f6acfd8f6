import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { parseDocument } from "yaml";
import { suggest } from "../messages/did-you-mean";
import { isMapping, type Mapping } from "./path";
import type { Finding } from "./problem";
import { stackConfigSchema } from "./schema";
import { findSharedSecrets } from "./secret-storage";
import type { ConfigSource } from "./source";

/** Values from one place: a shared file, or the stack itself. */
export interface Layer {
  /** Path of the shared file, relative to the project's folder; not set for the stack. */
  readonly file?: string;
  readonly data: unknown;
}

/** The shared files that a stack extends, the weakest first, and their problems. */
export class SharedFiles {
  readonly layers: Layer[] = [];
  readonly findings: Finding[] = [];
  readonly #source: ConfigSource;

  constructor(source: ConfigSource, names: unknown) {
    this.#source = source;
    this.#extend(names, source.projectDirectory, []);
  }

  #extend(names: unknown, directory: string, chain: readonly string[]): void {
    if (!Array.isArray(names)) return;
    for (const [index, name] of names.entries()) {
      if (typeof name !== "string" || name === "") continue;
      const file = resolve(directory, name);
      const problem = this.#read(file, chain);
      if (problem === undefined) continue;
      const parent = chain.at(-1);
      this.findings.push({
        path: ["extends", index],
        message: problem,
        ...(parent === undefined ? {} : { file: this.#shown(parent) }),
      });
    }
  }

  /** Adds the file's layers, or says why it can't. */
  #read(file: string, chain: readonly string[]): string | undefined {
    const shown = this.#shown(file);
    if (chain.includes(file)) {
      const loop = [...chain.slice(chain.indexOf(file)), file].map((step) => this.#shown(step));
      return `closes a loop: ${loop.join(" extends ")}. Remove one of them.`;
    }
    if (!existsSync(file)) {
      return `names ${shown}, which doesn't exist. Write its path relative to the folder of ${chain.length === 0 ? "Pulumi.yaml" : "the file that names it"}.`;
    }
    const data = parseFile(file);
    if (typeof data === "string") return `names ${shown}, ${data}`;
    const { extends: further, ...values } = data;
    this.#extend(further, dirname(file), [...chain, file]);
    this.findings.push(
      ...unknownAreas(values, shown),
      ...findSharedSecrets(values, this.#source.project, shown),
    );
    this.layers.push({ file: shown, data: values });
    return undefined;
  }

  #shown(file: string): string {
    return relative(this.#source.projectDirectory, file).replaceAll("\\", "/");
  }
}

function parseFile(file: string): Mapping | string {
  try {
    const document = parseDocument(readFileSync(file, "utf8"));
    const [error] = document.errors;
    if (error !== undefined) return `which is not YAML: ${error.message.split("\n")[0] ?? ""}`;
    const data: unknown = document.toJS() ?? {};
    return isMapping(data)
      ? data
      : "which isn't a map. Write the areas at the top level, such as `ingress:`.";
  } catch (error) {
    return `which can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function unknownAreas(data: Mapping, file: string): Finding[] {
  const known = Object.keys(stackConfigSchema.shape);
  return Object.keys(data)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [key],
      file,
      message: `is not a known key.${suggest(key, known)}`,
    }));
}
