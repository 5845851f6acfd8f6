import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { isMapping, type Path } from "./path";

/** A stack's YAML file as written, with its encrypted values as `{secure: ...}`. */
export class StackFile {
  readonly #values: ReadonlyMap<string, unknown>;

  private constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values;
  }

  /** Reads the file; a missing or unreadable one counts as empty. */
  static read(file: string | undefined, project: string): StackFile {
    const values = new Map<string, unknown>();
    const config = file !== undefined && existsSync(file) ? configOf(file) : {};
    for (const [key, value] of Object.entries(config)) {
      const name = localName(key, project);
      if (!name.includes(":")) values.set(name, value);
    }
    return new StackFile(values);
  }

  /** The value of a key as it is written, without its namespace. */
  value(key: string): unknown {
    return this.#values.get(key);
  }

  /** Names of the project's keys, without the namespace. */
  keys(): string[] {
    return [...this.#values.keys()];
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
      else value = isMapping(value) ? value[step] : undefined;
    }
    return "elsewhere";
  }
}

/** `{secure: <ciphertext>}`, as the engine writes it. */
export function isEncrypted(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).join() === "secure";
}

function configOf(file: string): Record<string, unknown> {
  try {
    const document: unknown = parse(readFileSync(file, "utf8"));
    const config = isMapping(document) ? document.config : undefined;
    return isMapping(config) ? config : {};
  } catch {
    return {}; // The engine reads the same file and says what is wrong with it.
  }
}

/** The key without the project's namespace, in each of the forms that the engine reads. */
function localName(key: string, project: string): string {
  const prefix = `${project}:`;
  return key.startsWith(prefix) ? key.slice(prefix.length).replace(/^config:/, "") : key;
}
