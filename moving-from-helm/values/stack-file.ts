import { existsSync, readFileSync } from "node:fs";

import { Document, isMap, parseDocument } from "yaml";

import { qualifyPath, type Mapping } from "../../config/path";
import { YamlError } from "../../yaml/error";
import { readYaml } from "../../yaml/read";
import { writeYaml, writing } from "../../yaml/write";
import { HelmError } from "../errors";

const HEAD = `# yaml-language-server: $schema=./schemas/stack-config.json
#
# Created from the values of a Helm release by control-plane import-helm-values.
`;

/** Lets the Kubernetes provider take over objects that are there, as `adopt` needs it. */
const UPSERT = { "kubernetes:upsertExistingObjects": "true" };

/** A stack config as the text of a new stack file. */
export function newStackFile(project: string, config: Mapping): string {
  return HEAD + writeYaml({ config: qualified(project, config) });
}

/**
 * The text of a stack file with the config added: what the Pulumi CLI and other projects have in it
 * stays as it is.
 *
 * @throws {HelmError} when the file has settings of the control plane already
 */
export function extendedStackFile(project: string, file: string, config: Mapping): string {
  if (!existsSync(file)) return newStackFile(project, config);
  const text = readFileSync(file, "utf8");
  checkYaml(file, text);
  const document = parseDocument(text, writing);
  if (document.contents === null) return newStackFile(project, config);
  const present = document.get("config");
  const own = isMap(present)
    ? present.items.map(({ key }) => String(key)).filter((key) => key.startsWith(`${project}:`))
    : [];
  if (own.length > 0) {
    throw new HelmError(
      `${file} already has settings of the control plane: ${own.join(", ")}. Remove them, or use another stack: pulumi stack init NAME`,
    );
  }
  for (const [key, value] of Object.entries(qualified(project, config))) {
    document.setIn(["config", key], new Document(value, writing).contents);
  }
  return document.toString(writing);
}

function checkYaml(file: string, text: string): void {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new HelmError(`${file} ${error.sentence}`);
    throw error;
  }
}

function qualified(project: string, config: Mapping): Mapping {
  const own = Object.entries(config).map(
    ([key, value]) => [qualifyPath(project, [key]), value] as const,
  );
  return Object.fromEntries([...("adopt" in config ? Object.entries(UPSERT) : []), ...own]);
}
