import { importSeed } from "../../../seed/import";
import { printJson } from "../../command-context";
import { EXIT } from "../../errors";
import { writeYaml } from "../../../yaml/write";
import type { Registry } from "../../program";
import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../../seed/database-options";
import { SEED_KEY } from "../../seed/specification-file";
import { databaseTarget, placeDocument } from "../../seed/target";
import { writeResult } from "../../seed/write-result";

interface ImportOptions extends DatabaseOptions {
  readonly output?: string;
}

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
      action<[ImportOptions]>(async (context, options) => {
        const { io } = context;
        const target = await databaseTarget(context, options);
        const { specification, notes } = await importSeed(target.connection, target.schema);
        const yaml = writeYaml({ config: { [SEED_KEY]: specification } });
        for (const note of notes) io.err(`Note: ${note}.\n`);
        if (context.options.json) {
          const written = options.output === undefined ? {} : writeResult(io, options.output, yaml);
          printJson(io, { database: placeDocument(target), specification, notes, ...written });
        } else if (options.output === undefined) {
          io.out(yaml);
        } else {
          io.err(`Written: ${writeResult(io, options.output, yaml).file ?? ""}\n`);
        }
        return EXIT.ok;
      }),
    );
}
