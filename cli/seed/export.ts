import { wizardFile } from "../../seed/backends/wizard-file";
import { withClientSecrets } from "../../seed/client-secrets";
import { type CommandContext, printJson } from "../command-context";
import { EXIT, UsageError } from "../errors";
import { exportSql } from "./run";
import { type SeedOptions, seedTarget, wantedSpecification } from "./target";
import { writeResult } from "./write-result";

/** The options of `seed export`. */
export interface ExportOptions extends SeedOptions {
  readonly sql: boolean;
  readonly wizard: boolean;
  readonly output?: string;
}

/** Runs `seed export`. */
export async function exportSeed(context: CommandContext, options: ExportOptions): Promise<number> {
  if (options.sql === options.wizard) {
    throw new UsageError("Choose what to write: --sql or --wizard.");
  }
  const { io } = context;
  const format = options.sql ? "sql" : "wizard";
  const text = options.sql
    ? (await exportSql(await seedTarget(context, options))).text
    : await wizardText(context, options);
  if (context.options.json) {
    printJson(io, { format, ...writeResult(io, options.output, text) });
  } else if (options.output === undefined) {
    io.out(text);
  } else {
    io.err(`Written: ${writeResult(io, options.output, text).file ?? ""}\n`);
  }
  return EXIT.ok;
}

async function wizardText(context: CommandContext, options: ExportOptions): Promise<string> {
  return wizardFile(withClientSecrets(await wantedSpecification(context, options), {}));
}
