import { wizardFile, wizardWarnings } from "../../seed/backends/wizard-file";
import { withClientSecrets } from "../../seed/client-secrets";
import { type CommandContext, printJson } from "../command-context";
import { EXIT, UsageError } from "../errors";
import { exportSql } from "./run";
import { type SeedOptions, seedTarget, wantedSpecification } from "./target";
import { warn } from "./warn";
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
  const { text, warnings } = options.sql
    ? await sqlText(context, options)
    : await wizardText(context, options);
  if (context.options.json) {
    printJson(io, { format, warnings, ...writeResult(io, options.output, text) });
    return EXIT.ok;
  }
  warn(io, warnings);
  if (options.output === undefined) {
    io.out(text);
  } else {
    io.err(`Written: ${writeResult(io, options.output, text).file ?? ""}\n`);
  }
  return EXIT.ok;
}

/** A file, and what may surprise who runs it. */
interface Exported {
  readonly text: string;
  readonly warnings: readonly string[];
}

async function sqlText(context: CommandContext, options: ExportOptions): Promise<Exported> {
  const { text, plan } = await exportSql(await seedTarget(context, options));
  return { text, warnings: plan.warnings };
}

async function wizardText(context: CommandContext, options: ExportOptions): Promise<Exported> {
  const specification = withClientSecrets(await wantedSpecification(context, options), {});
  return { text: wizardFile(specification), warnings: wizardWarnings(specification) };
}
