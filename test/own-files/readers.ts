import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { isForPeople } from "../../cli/errors";
import { readSpecification } from "../../cli/seed/specification-file";
import type { CommandContext } from "../../cli/command-context";
import { ConfigError, loadConfig, toArgs, warningsOf } from "../../config";
import { decoded, type ConfigSource } from "../../config/source";
import { isMapping } from "../../config/path";
import { StackFile } from "../../config/stack-file";
import { importReport } from "../../moving-from-helm/values/report";
import { importHelmValues } from "../../moving-from-helm/values/import-values";
import { newStackFile } from "../../moving-from-helm/values/stack-file";
import { parseValues } from "../../moving-from-helm/values/values-text";
import { project } from "../config/support";

/** Where a reading ends: in what the program goes on with, or in an error. */
export interface End {
  readonly error?: unknown;
  /** What a person is shown of it. */
  readonly shown: string;
}

/** Reads a text that somebody wrote, as the program does. */
export type Reader = (text: string) => Promise<End>;

/** The value as the engine passes it to the program, with its secrets opened. */
function asEngine(value: unknown): unknown {
  const opened = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(opened);
    if (!isMapping(part)) return part;
    const { secure } = part;
    if (Object.keys(part).length === 1 && typeof secure === "string") return secure;
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, opened(child)]));
  };
  const text = opened(value);
  if (text === null || text === undefined) return undefined;
  return decoded(typeof text === "string" ? text : JSON.stringify(text));
}

/** The source of a stack file, as the program has it beside the engine. */
function sourceOf(folder: string, text: string): ConfigSource {
  const stackFile = join(folder, "Pulumi.acme.yaml");
  writeFileSync(stackFile, text);
  const file = StackFile.read(stackFile, project);
  return {
    project,
    projectDirectory: folder,
    stackFile,
    get: (key) => asEngine(file.value(key)),
    isSecret: (key) => JSON.stringify(file.value(key)).includes('"secure"'),
    keys: () => file.keys(),
    otherKeys: () => file.otherKeys,
  };
}

function load(source: () => ConfigSource): End {
  try {
    const config = loadConfig(source());
    toArgs(config, (secret) => secret);
    return { shown: JSON.stringify(warningsOf(project, config)) };
  } catch (error) {
    return { error, shown: shownOf(error) };
  }
}

/** What a command would print of an error; of an error for people, all that it holds. */
function shownOf(error: unknown): string {
  if (!isForPeople(error)) return `internal: ${inspect(error)}`;
  const problems = error instanceof ConfigError ? error.problems : [];
  return JSON.stringify([error.message, problems]);
}

const inFolder = async (read: (folder: string) => End): Promise<End> => {
  const folder = mkdtempSync(join(tmpdir(), "own-files-"));
  try {
    return await Promise.resolve(read(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Reads a stack file. */
export const readStackFile: Reader = (text) =>
  inFolder((folder) => {
    copyFileSync("examples/base.yaml", join(folder, "base.yaml"));
    return load(() => sourceOf(folder, text));
  });

/** Reads a shared file, beneath a stack that is right with it. */
export const readSharedFile =
  (stack: string): Reader =>
  (text) =>
    inFolder((folder) => {
      writeFileSync(join(folder, "shared.yaml"), text);
      return load(() => sourceOf(folder, stack));
    });

/** Reads a seed file. */
export const readSeedFile: Reader = async (text) => {
  const context = { io: { readInput: () => Promise.resolve(text) } } as CommandContext;
  try {
    await readSpecification(context, "-");
    return { shown: "" };
  } catch (error) {
    return { error, shown: shownOf(error) };
  }
};

/** Reads the values of a Helm release, and shows all but the secrets. */
export const readHelmValues: Reader = (text) => {
  try {
    const release = importHelmValues(parseValues(text, "values.yaml"), {
      project,
      name: "acme",
      namespace: "acme",
    });
    const report = importReport(project, release, (rows) => JSON.stringify(rows), false);
    return Promise.resolve({ shown: newStackFile(project, release.config) + report });
  } catch (error) {
    return Promise.resolve({ error, shown: shownOf(error) });
  }
};
