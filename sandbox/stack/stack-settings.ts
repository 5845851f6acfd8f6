import { isCollection, isMap, isScalar, parseDocument, visit, type Document } from "yaml";

import { YamlError } from "../../yaml/error";
import { readYaml } from "../../yaml/read";
import { SandboxError } from "../errors";

/** The namespace of the program's own configuration. */
export const NAMESPACE = "formance-control-plane";

/** A plain configuration value. */
export type SettingValue = string | number | boolean;

/** What the sandbox's copy of a stack file is made of. */
export interface StackSettingsSources {
  /** The text of `Pulumi.<stack>.yaml`. */
  readonly source: string;
  /** What the file is called in errors. */
  readonly file: string;
  /** The copy that an earlier run left: it holds the key check and encrypted values. */
  readonly earlier?: string;
  /** Values that replace the file's, by `namespace:key.path`. */
  readonly overrides: Readonly<Record<string, SettingValue>>;
  /** Encrypted values to keep from the earlier copy, by `namespace:key.path`. */
  readonly keep: readonly string[];
}

/** The sandbox's copy of a stack file, and which encrypted values it could keep. */
export function mergeStackSettings(sources: StackSettingsSources): {
  text: string;
  kept: string[];
} {
  const settings = parse(sources.source, sources.file);
  // Values that are encrypted already stay with the key check that they were encrypted under.
  const own = hasEncryptedValues(sources.source, sources.file);
  const earlier = sources.earlier === undefined ? undefined : parse(sources.earlier, "the copy");
  for (const key of own ? [] : ["secretsprovider", "encryptionsalt", "encryptedkey"]) {
    const value: unknown = earlier?.get(key);
    if (value === undefined) settings.delete(key);
    else settings.set(key, value);
  }
  for (const [key, value] of Object.entries(sources.overrides)) {
    setAt(settings, key, value);
  }
  const kept: string[] = [];
  for (const key of sources.keep) {
    const value: unknown = earlier?.getIn(["config", ...configPath(key)], true);
    if (isMap(value) && value.has("secure")) {
      setAt(settings, key, value);
      kept.push(key);
    }
  }
  return { text: settings.toString(), kept };
}

/** The key check that a stack file's encrypted values were encrypted under, if it has some. */
export function keyCheck(text: string, file: string): unknown {
  return parse(text, file).get("encryptionsalt");
}

/**
 * A stack file with the encrypted value at `namespace:key.path`, and its key check, out of another.
 *
 * @throws {SandboxError} when the file has no place for it
 */
export function withEncrypted(text: string, file: string, encrypted: string, key: string): string {
  const settings = parse(text, file);
  const source = parse(encrypted, "the copy");
  const steps = ["config", ...configPath(key)];
  const entry = steps.slice(0, steps.findLastIndex((step) => typeof step === "number") + 1);
  if (entry.length > 0 && settings.getIn(entry) === undefined) {
    throw new SandboxError(
      `${file} has no entry for ${key}. Add the entry first, without the secret.`,
    );
  }
  setAt(settings, key, source.getIn(steps, true));
  settings.set("encryptionsalt", source.get("encryptionsalt"));
  return settings.toString({ lineWidth: 0 });
}

/** The value at `namespace:key.path` of a stack file. */
export function readSetting(text: string, file: string, key: string): unknown {
  const value: unknown = parse(text, file).getIn(["config", ...configPath(key)]);
  return value;
}

function setAt(settings: Document, key: string, value: unknown): void {
  const steps = ["config", ...configPath(key)];
  for (let length = 1; length < steps.length; length++) {
    const parent = settings.getIn(steps.slice(0, length));
    if (!isCollection(parent)) settings.setIn(steps.slice(0, length), settings.createNode({}));
  }
  settings.setIn(steps, value);
}

/** `a:b.c[0]` is the first entry of the list `c` inside the value of `a:b`. */
export function configPath(key: string): (string | number)[] {
  const colon = key.indexOf(":");
  const steps = Array.from(
    key.slice(colon + 1).matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g),
    ([, position, quoted, plain = ""]) =>
      position === undefined ? (quoted?.replaceAll(/\\(.)/g, "$1") ?? plain) : Number(position),
  );
  const [first = "", ...rest] = steps;
  return [`${key.slice(0, colon + 1)}${first}`, ...rest];
}

function parse(text: string, file: string): Document {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new SandboxError(`${file} ${error.sentence}`);
    throw error;
  }
  const settings = parseDocument(text, { uniqueKeys: false });
  if (settings.contents === null || !isMap(settings.contents)) {
    return parseDocument("config: {}\n");
  }
  return settings;
}

/** Whether the file holds values that a passphrase of its own opens. */
export function hasEncryptedValues(text: string, file: string): boolean {
  let found = false;
  visit(parse(text, file), {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && pair.key.value === "secure") found = true;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
