import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { YamlError } from "../yaml/error";
import { isMapping } from "../yaml/mapping";
import { readYaml } from "../yaml/read";
import { loadConfig } from "./load";
import type { ConfigSource } from "./source";
import { sealedSource } from "./stack-file-source";

/**
 * Checks a config by its stack file alone, which takes no engine. Where the engine may know more, as
 * from an environment of Pulumi ESC, nothing is said.
 *
 * @throws {ConfigError} naming everything that is wrong, but in what is encrypted
 */
export function checkStackFile({
  project,
  projectDirectory,
  stackFile,
  commands,
}: Required<Pick<ConfigSource, "project" | "projectDirectory" | "stackFile" | "commands">>): void {
  const projectFile = path.join(path.dirname(stackFile), "Pulumi.yaml");
  if (has(stackFile, "environment") || has(projectFile, "config")) return;
  const { source, unreadable } = sealedSource(project, projectDirectory, stackFile);
  if (unreadable.length === 0) loadConfig({ ...source, commands });
}

function has(file: string, key: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const { value } = readYaml(readFileSync(file, "utf8"));
    return isMapping(value) && value[key] !== undefined;
  } catch (error) {
    // The engine says what is wrong with it.
    if (error instanceof YamlError) return true;
    throw error;
  }
}
