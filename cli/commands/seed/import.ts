import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import type { ImportOptions } from "../../seed/import";

/** `seed import`: an existing database as the specification that describes it. */
export function registerSeedImport({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("import")
      .description("Print an existing database as YAML for the stack file.")
      .option("-o, --output <file>", "write to a new file that only you can read"),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

Put the YAML into Pulumi.<stack>.yaml, or give it to the other commands with --file: seed plan then
has no changes. Client secrets aren't read; they stay in the database.

Examples:
  control-plane seed import --database-url postgresql://membership@db.example.com/membership \\
    --password-file /run/secrets/membership --output seed.yaml
  control-plane seed plan --stack acme --file seed.yaml`,
    )
    .action(
      action<[ImportOptions]>(async (...args) =>
        (await import("../../seed/import.js")).importIntoYaml(...args),
      ),
    );
}
