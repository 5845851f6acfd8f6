import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMapping, type Mapping } from "../yaml/mapping";
import { readYaml, type YamlText } from "../yaml/read";
import { YamlError } from "../yaml/error";
import type { Path } from "./path";
import { ConfigError, type Finding, type Problem } from "./problem";
import { keysOutsideConfig } from "./stray-keys";
import { errorCodeText } from "../messages/errors";

/** A stack's YAML file as the engine sees it, with its encrypted values as `{secure: ...}`. */
export class StackFile {
  /** Values that would not arrive as they are written, and keys that stand twice. */
  readonly findings: Finding[] = [];
  /** Keys of other namespaces, in full. */
  readonly otherKeys: string[] = [];
  readonly #values = new Map<string, unknown>();
  /** The keys as they are written, by the names that they have. */
  readonly #written = new Map<string, string>();

  private constructor(
    config: Mapping,
    project: string,
    private readonly text?: YamlText,
  ) {
    for (const [key, value] of Object.entries(config)) {
      const name = localName(key, project);
      if (name.includes(":")) this.otherKeys.push(key);
      else this.#add(name, key, value);
    }
    for (const { path, message, line } of text?.problems ?? []) {
      const [area, key, ...below] = path;
      const name = area === "config" ? localName(String(key), project) : undefined;
      if (name !== undefined && this.#values.has(name)) {
        this.findings.push({ path: [name, ...below], message, line });
      }
    }
  }

  /**
   * Reads the file; a missing one counts as empty.
   * @throws {ConfigError} when it isn't YAML, or the engine would find no config in it
   */
  static read(file: string | undefined, project: string): StackFile {
    if (file === undefined || !existsSync(file)) return new StackFile({}, project);
    const name = basename(file);
    const fail = (...problems: Problem[]) => new ConfigError(problems, name);
    const text = readText(file, name, fail);
    const { value } = text;
    if (value === null) return new StackFile({}, project);
    if (!isMapping(value)) {
      throw fail({ path: name, message: "is not a map. Write the settings below `config:`." });
    }
    const outside = keysOutsideConfig(project, value);
    if (outside.length > 0) {
      throw fail(...outside.map((problem) => ({ ...problem, line: text.lineOf([problem.path]) })));
    }
    const { config = null } = value;
    if (config !== null && !isMapping(config)) {
      const line = text.lineOf(["config"]);
      throw fail({ path: "config", line, message: "is not a map of keys and their values." });
    }
    return new StackFile(config ?? {}, project, text);
  }

  /** The value of a key as it is written, without its namespace. */
  value(key: string): unknown {
    return this.#values.get(key);
  }

  /** Names of the project's keys, without the namespace. */
  keys(): string[] {
    return [...this.#values.keys()];
  }

  /** The line of the value at the path, or of the nearest one above it. */
  lineOf([key, ...below]: Path): number | undefined {
    const written = this.#written.get(String(key));
    return written === undefined ? undefined : this.text?.lineOf(["config", written, ...below]);
  }

  /** Whether the value at the path is written elsewhere in the file, and comes by an alias or `<<`. */
  isLinked([key, ...below]: Path): boolean {
    const written = this.#written.get(String(key));
    return written !== undefined && this.text?.isLinked(["config", written, ...below]) === true;
  }

  /** The line of a key of another namespace. */
  lineOfKey(key: string): number | undefined {
    return this.otherKeys.includes(key) ? this.text?.lineOf(["config", key]) : undefined;
  }

  /**
   * How the value at the path is stored: encrypted on its own, inside an encrypted value, in plain
   * text, or not in this file.
   */
  storage(path: Path): "encrypted" | "inside" | "clear" | "elsewhere" {
    const [key, ...below] = path;
    let value = this.#values.get(String(key));
    for (const [index, step] of [...below, undefined].entries()) {
      if (value === undefined || value === null) return "elsewhere";
      if (isEncrypted(value)) return index === below.length ? "encrypted" : "inside";
      if (step === undefined) return "clear";
      if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
      else value = isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
    return "elsewhere";
  }

  #add(name: string, key: string, value: unknown): void {
    const other = this.#written.get(name);
    if (other !== undefined) {
      const line = this.text?.lineOf(["config", key]);
      this.findings.push({
        path: [name],
        line,
        message: `is set twice: as ${other} and as ${key}. Remove one.`,
      });
    }
    this.#written.set(name, key);
    this.#values.set(name, value);
  }
}

/** `{secure: <ciphertext>}`, as the engine writes it. */
export function isEncrypted(value: unknown): boolean {
  if (!isMapping(value) || typeof value.secure !== "string") return false;
  return Object.keys(value).length === 1;
}

function readText(file: string, name: string, fail: (problem: Problem) => ConfigError): YamlText {
  try {
    return readYaml(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof YamlError) {
      const { line, reason } = error;
      throw fail({ path: name, line, message: `is not valid YAML: ${reason}` });
    }
    throw fail({ path: name, message: `can't be read (${errorCodeText(error)}).` });
  }
}

/** The key without the project's namespace, in each of the forms that the engine reads. */
function localName(key: string, project: string): string {
  const prefix = `${project}:`;
  return key.startsWith(prefix) ? key.slice(prefix.length).replace(/^config:/, "") : key;
}
