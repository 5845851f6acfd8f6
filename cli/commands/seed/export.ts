import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import type { ExportOptions } from "../../seed/export";

/** `seed export`: the seed as a file that something else runs. */
export function registerSeedExport({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("export")
      .description("Write the seed as a SQL file for psql, or as the file of the image's wizard.")
      .option(
        "--sql",
        "write the statements that seed apply would run now; reads the database",
        false,
      )
      .option("--wizard", "the file for the image's `admin wizard`; needs no connection", false)
      .option("-f, --file <file>", "the specification instead of the stack's; - is standard input")
      .option("-o, --output <file>", "write to a new file that only you can read"),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

The SQL file is for an administrator who reads it and runs it with psql, once: it stops without
writing anything if the rows that it was created for have changed. Both files contain client secrets
in plain text.
A new stack without a client secret gets a generated one, so a second export differs.

Examples:
  control-plane seed export --sql --stack acme --output seed.sql
  control-plane seed export --wizard --file seed.yaml --output wizard.yaml`,
    )
    .action(
      action<[ExportOptions]>(async (...args) =>
        (await import("../../seed/export.js")).exportSeed(...args),
      ),
    );
}
