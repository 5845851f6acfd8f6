import { seedSql } from "../../../seed/backends/sql-file";
import { wizardFile } from "../../../seed/backends/wizard-file";
import { EXIT, UsageError } from "../../errors";
import type { Registry } from "../../program";
import { withClientSecrets } from "../../../seed/client-secrets";
import { printJson } from "../../command-context";
import { writeResult } from "../../seed/write-result";
import { wantedSpecification } from "../../seed/target";

interface ExportOptions {
  readonly file?: string;
  readonly sql: boolean;
  readonly wizard: boolean;
  readonly output?: string;
  readonly schema?: string;
}

/** `seed export`: the seed as a file that something else runs. */
export function registerSeedExport({ action }: Registry, seed: Registry["program"]): void {
  seed
    .command("export")
    .description("Writes the seed as a SQL file for psql, or as the file of the image's wizard.")
    .option("--sql", "a SQL file that an administrator can read and run, again and again", false)
    .option("--wizard", "the file for the image's `admin wizard`", false)
    .option("-f, --file <file>", "the specification instead of the stack's; - is standard input")
    .option("-o, --output <file>", "write to a new file that you alone can read")
    .option("--schema <name>", "schema of Membership's tables in the SQL (default: membership)")
    .addHelpText(
      "after",
      `
The file holds the client secrets of the stacks in clear. No database is connected to. A stack
without a client secret gets a new one, so a second export of a file differs.

Examples:
  control-plane seed export --sql --stack acme --output seed.sql
  control-plane seed export --wizard --file seed.yaml --output wizard.yaml`,
    )
    .action(
      action<[ExportOptions]>(async (context, options) => {
        if (options.sql === options.wizard) {
          throw new UsageError("Choose what to write: --sql or --wizard.");
        }
        const wanted = await wantedSpecification(context, options);
        const specification = withClientSecrets(wanted.specification, {});
        const schema = options.schema ?? wanted.schema ?? "membership";
        const text = options.sql ? seedSql(specification, { schema }) : wizardFile(specification);
        const format = options.sql ? "sql" : "wizard";
        if (context.options.json) {
          printJson(context.io, { format, ...writeResult(context.io, options.output, text) });
        } else if (options.output === undefined) {
          context.io.out(text);
        } else {
          const { file } = writeResult(context.io, options.output, text);
          context.io.err(`Written: ${file ?? ""}\n`);
        }
        return EXIT.ok;
      }),
    );
}
