import { runChains } from "../../../checks/chain";
import { hasFailure } from "../../../checks/check";
import { seedableChecks } from "../../../checks/doctor/database/chain";
import { checkTable } from "../../check-table";
import { printJson } from "../../command-context";
import { EXIT } from "../../errors";
import type { Registry } from "../../program";
import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../../seed/database-options";
import { databaseTarget, placeDocument } from "../../seed/target";

/** Longer than the connection's own limit, so that its error tells what to do. */
const TIME_LIMIT = 20_000;

/** `seed check`: whether the database can be seeded. */
export function registerSeedCheck({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("check")
      .description("Check connection, TLS, version, schema, rights and migrations; write nothing."),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

Examples:
  control-plane seed check --stack acme
  control-plane seed check --database-url postgresql://membership@db.example.com/membership \\
    --password-file /run/secrets/membership --tls-ca ca.pem --json`,
    )
    .action(
      action<[DatabaseOptions]>(async (context, options) => {
        const target = await databaseTarget(context, options);
        const checks = seedableChecks(target.connection, target.schema);
        try {
          const results = await runChains([checks.chain], { timeLimit: TIME_LIMIT });
          if (context.options.json) {
            printJson(context.io, { database: placeDocument(target), results });
          } else {
            context.io.out(checkTable(results, context.io));
          }
          return hasFailure(results) ? EXIT.problems : EXIT.ok;
        } finally {
          await checks.close();
        }
      }),
    );
}
