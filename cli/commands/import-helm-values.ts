import { writeFileSync } from "node:fs";
import path from "node:path";

import { Option } from "commander";

import { formatPath, secretCommand } from "../../config/path";
import { umbrellaCharts, type UmbrellaChart } from "../../moving-from-helm/chart/chart-defaults";
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
import type { Registry } from "../program";
import { readText } from "../read-text";
import { writeResult } from "../seed/write-result";
import { outcomeTable } from "../outcome-table";
import { PROJECT } from "../stack";

interface ImportOptions {
  readonly release?: string;
  readonly namespace?: string;
  readonly chart: UmbrellaChart;
  readonly adopt?: true;
  readonly output?: string;
}

/** `import-helm-values`: a stack config of the values of a Helm release. */
export function registerImportHelmValues({ program, action }: Registry): void {
  program
    .command("import-helm-values")
    .description("Write the stack config that is equivalent to a Helm release.")
    .argument("<file>", "values file, or the output of helm get values; - is standard input")
    .option("--release <name>", "name of the Helm release; the bundled database is named after it")
    .option("--namespace <name>", "namespace of the Helm release, where its Secrets are")
    .addOption(
      new Option("--chart <name>", "chart of the release")
        .choices(umbrellaCharts)
        .default(umbrellaCharts[0]),
    )
    .option("--adopt", "let the stack take over the release's Services and public entry")
    .option("-o, --output <file>", "write the config to a new file, instead of standard output")
    .addHelpText(
      "after",
      `
With --stack, the config goes into Pulumi.<stack>.yaml, and the Pulumi CLI stores the secrets there,
encrypted. Without it, the output has commands that ask for them. No secret is printed.
With --adopt, the stack's first update takes over the release's Services, Ingresses and target
group bindings by their names; control-plane forget-helm-release ends the release afterwards.
The exit status is 1 if something of the release would be missing.

Examples:
  helm get values formance -n formance -o yaml | control-plane import-helm-values - \\
    --release formance --namespace formance --stack acme
  control-plane import-helm-values values.yaml --output Pulumi.acme.yaml
  control-plane import-helm-values values.yaml --json`,
    )
    .action(action<[string, ImportOptions]>(importValues));
}

async function importValues(
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
    throw new UsageError("--adopt needs --release and --namespace: the objects are found by them.");
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
      command: secretCommand(PROJECT, at),
    })),
    notes,
    problems,
  };
}
