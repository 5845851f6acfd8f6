import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { holdsSecret } from "../facts/secret-texts";
import { suggest } from "../messages/did-you-mean";
import { YamlError } from "../yaml/error";
import { readYaml, type YamlText } from "../yaml/read";
import { isMapping, type Mapping, type Path } from "./path";
import type { Finding } from "./problem";
import { stackConfigSchema } from "./schema";
import { findSharedSecrets } from "./secret-storage";
import { commandsOf, type ConfigSource } from "./source";
import { errorCodeText } from "../messages/errors";

/** Values from one place: a shared file, or the stack itself. */
export interface Layer {
  /** Path of the shared file, relative to the project's folder; not set for the stack. */
  readonly file?: string;
  readonly data: unknown;
  /** The line of the value at the path, or of the nearest one above it. */
  readonly lineOf: (path: Path) => number | undefined;
}

interface SharedLayer extends Layer {
  readonly file: string;
  readonly data: Mapping;
}

/** The shared files that a stack extends, the weakest first, and their problems. */
export class SharedFiles {
  readonly layers: SharedLayer[] = [];
  readonly findings: Finding[] = [];
  readonly #source: ConfigSource;

  constructor(source: ConfigSource, names: unknown) {
    this.#source = source;
    this.#extend(names, source.projectDirectory, []);
  }

  #extend(names: unknown, directory: string, chain: readonly string[]): void {
    if (!Array.isArray(names)) return;
    for (const [index, name] of names.entries()) {
      // A secret in the place of a name is told without it.
      if (typeof name !== "string" || name === "" || holdsSecret(name)) continue;
      const problem = isUrl(name) ? URL_PROBLEM : this.#read(resolve(directory, name), chain);
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
    if (statSync(file).isDirectory()) {
      return `names ${shown}, which is a folder. Write the path of a YAML file.`;
    }
    const text = readFile(file);
    if (typeof text === "string") return `names ${shown}, which ${text}`;
    const values = text.value ?? {};
    if (!isMapping(values)) {
      return `names ${shown}, which isn't a map. Write the areas at the top level, such as \`ingress:\`.`;
    }
    const { extends: further, ...data } = values;
    this.#extend(further, dirname(file), [...chain, file]);
    const layer = { file: shown, data, lineOf: (path: Path) => text.lineOf(path) };
    this.findings.push(
      ...placed(layer, [...text.problems, ...unknownAreas(data, this.#source.project)]),
    );
    this.layers.push(layer);
    return undefined;
  }

  /** Secrets in the files, which can't hold any. `unknownSettings` tells those of a file. */
  findSecrets(unknownSettings: (data: Mapping) => readonly Path[]): Finding[] {
    return this.layers.flatMap((layer) =>
      placed(
        layer,
        findSharedSecrets(layer.data, commandsOf(this.#source), unknownSettings(layer.data)),
      ),
    );
  }

  #shown(file: string): string {
    return relative(this.#source.projectDirectory, file).replaceAll("\\", "/") || ".";
  }
}

/** A URL may hold a token in the place of its user, so it isn't repeated. */
const URL_PROBLEM =
  "is a URL, but shared files are read from this machine. Download the file, and write its path.";

function isUrl(name: string): boolean {
  return /^[a-z][a-z0-9+.:-]*:\/\//i.test(name);
}

function placed({ file, lineOf }: SharedLayer, findings: readonly Finding[]): Finding[] {
  return findings.map(({ path, message }) => ({ path, message, file, line: lineOf(path) }));
}

/** The file's text, or why there is none. */
function readFile(file: string): YamlText | string {
  try {
    return readYaml(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof YamlError) return error.sentence;
    return `can't be read (${errorCodeText(error)}).`;
  }
}

function unknownAreas(data: Mapping, project: string): Finding[] {
  const known = Object.keys(stackConfigSchema.shape);
  return Object.keys(data)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [key], message: aboutArea(key, known, project) }));
}

function aboutArea(key: string, known: readonly string[], project: string): string {
  if (key === "config") {
    return "is the top-level key of a stack file. A shared file has the areas at its top level, such as `ingress:`. Move them there, without the namespace.";
  }
  const name = key.startsWith(`${project}:`) ? key.slice(project.length + 1) : undefined;
  return name === undefined
    ? `is not a known key.${suggest(key, known)}`
    : `has the namespace of a stack file. In a shared file, write ${name}.`;
}
