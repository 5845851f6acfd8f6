import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

import { isMap, isPair, isScalar, parseDocument, visit } from "yaml";

import { ConfigError, loadConfig } from "../../config";
import { sealedSource } from "../../config/stack-file-source";
import { nearest } from "../../messages/did-you-mean";
import { CommandError } from "../errors";

/** A secret that a stack lacks. */
export interface MissingSecret {
  /** As messages name it. */
  readonly key: string;
  /** The command of the Pulumi CLI that stores it. */
  readonly command: string;
}

/** Keys of a stack file that belong to one stack's secrets. */
const OF_ONE_STACK = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/**
 * The stack file that a name stands for: a path, a stack of the folder, or an example.
 *
 * @throws {CommandError} naming what there is to choose from
 */
export function sourceFile(folder: string, from: string): string {
  const examples = globSync("examples/{*,profiles/*}/Pulumi.*.yaml", { cwd: folder });
  const own = globSync("Pulumi.*.yaml", { cwd: folder });
  const byName = new Map([...examples, ...own].map((file) => [stackName(file), file]));
  const found = [from, byName.get(from) ?? ""].find(
    (file) => file.endsWith(".yaml") && existsSync(path.resolve(folder, file)),
  );
  if (found !== undefined) return path.resolve(folder, found);
  const meant = nearest(from, byName.keys());
  throw new CommandError(
    `--from ${from} isn't a stack in ${folder}, an example or a file.` +
      (meant === undefined
        ? ` Available: ${[...byName.keys()].sort().join(", ")}.`
        : ` Did you mean ${meant}?`),
  );
}

function stackName(file: string): string {
  return path.basename(file).slice("Pulumi.".length, -".yaml".length);
}

/** The text of a stack file for another stack: its comments stay, its encrypted values don't. */
export function copyStackFile(source: string, target: string): string {
  const document = parseDocument(readFileSync(source, "utf8"));
  for (const key of OF_ONE_STACK) document.delete(key);
  visit(document, {
    Pair: (_, { value }) => (isMap(value) && value.items.some(isSecure) ? visit.REMOVE : undefined),
  });
  return document
    .toString({ lineWidth: 0 })
    .replace(/(\$schema=)(\S+)/, (_, key: string, file: string) => {
      // The editor's schema is named from the file's own folder.
      const schema = path.resolve(path.dirname(source), file);
      const relative = path.relative(path.dirname(target), schema).split(path.sep).join("/");
      return `${key}${relative.startsWith(".") ? relative : `./${relative}`}`;
    });
}

function isSecure(pair: unknown): boolean {
  return isPair(pair) && isScalar(pair.key) && pair.key.value === "secure";
}

/** The secrets that the config of a stack file lacks. */
export function missingSecrets(project: string, folder: string, file: string): MissingSecret[] {
  try {
    loadConfig(sealedSource(project, folder, file).source);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.flatMap(({ path: key, message }) => {
      const command = /pulumi config set --path --secret '.*'/.exec(message)?.[0];
      if (command === undefined || !message.startsWith("is missing")) return [];
      return [{ key, command }];
    });
  }
}
