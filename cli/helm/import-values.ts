import { writeFileSync } from "node:fs";
import path from "node:path";

import { pulumiCommands } from "../../config/commands";
import { formatPath } from "../../config/path";
import type { UmbrellaChart } from "../../moving-from-helm/chart/umbrella-charts";
import {
  importHelmValues,
  type ImportedRelease,
} from "../../moving-from-helm/values/import-values";
import { parseValues } from "../../moving-from-helm/values/values-text";
import { printJson, type CommandContext } from "../command-context";
import { EXIT, UsageError } from "../errors";
import { hasLoss, importReport } from "../../moving-from-helm/values/report";
import { extendedStackFile, newStackFile } from "../../moving-from-helm/values/stack-file";
import { requireStack, storeSecrets } from "../store-secrets";
import { readText } from "../read-text";
import { writeResult } from "../seed/write-result";
import { outcomeTable } from "../outcome-table";
import { PROJECT } from "../project";

/** The options of `import-helm-values`. */
export interface ImportOptions {
  readonly release?: string;
  readonly namespace?: string;
  readonly chart: UmbrellaChart;
  readonly adopt?: true;
  readonly output?: string;
}

/** Runs `import-helm-values`. */
export async function importValues(
  context: CommandContext,
  file: string,
  options: ImportOptions,
): Promise<number> {
  const { io } = context;
  const { stack, json } = context.options;
  if (stack !== undefined && options.output !== undefined) {
    throw new UsageError("Give --stack or --output: with --stack the file is the stack's.");
  }
  if (options.adopt && (options.release === undefined || options.namespace === undefined)) {
    throw new UsageError("--adopt needs --release and --namespace, which identify the objects.");
  }
  const release = imported(await read(context, file), file, options);
  const written = await write(context, release, options.output);
  if (json) printJson(io, documentOf(release, written));
  else {
    if (written === undefined) io.out(newStackFile(PROJECT, release.config));
    else io.err(`The stack config is in ${written}.\n`);
    const report = importReport(PROJECT, release, outcomeTable(io), stack !== undefined);
    if (report !== "") io.err(`\n${report}`);
  }
  return hasLoss(release) ? EXIT.problems : EXIT.ok;
}

async function read({ io }: CommandContext, file: string): Promise<string> {
  if (file === "-") return io.readInput();
  return readText(io.cwd, file, (code) => `${file} can't be read (${code}).`);
}

function imported(text: string, file: string, options: ImportOptions): ImportedRelease {
  return importHelmValues(parseValues(text, file === "-" ? "The standard input" : file), {
    project: PROJECT,
    chart: options.chart,
    adopt: options.adopt ?? false,
    name: options.release,
    namespace: options.namespace,
  });
}

/** Writes the config to where it was asked for; answers the file, if it is one. */
async function write(
  { io, options: { stack } }: CommandContext,
  release: ImportedRelease,
  output: string | undefined,
): Promise<string | undefined> {
  if (stack === undefined) {
    if (output === undefined) return undefined;
    return writeResult(io, output, newStackFile(PROJECT, release.config)).file;
  }
  await requireStack(io, stack);
  const file = path.join(io.cwd, `Pulumi.${stack}.yaml`);
  writeFileSync(file, extendedStackFile(PROJECT, file, release.config));
  await storeSecrets(io, stack, release.secrets);
  return file;
}

function documentOf(release: ImportedRelease, file: string | undefined) {
  const { config, secrets, notes, problems } = release;
  return {
    file,
    config,
    secrets: secrets.map(({ path: at, from }) => ({
      path: formatPath(at),
      from,
      command: pulumiCommands(PROJECT).secret(at),
    })),
    notes,
    problems,
  };
}
