import { runChains } from "../../checks/chain";
import { hasFailure } from "../../checks/check";
import { seedableChecks } from "../../checks/doctor/database/chain";
import { checkTable } from "../check-table";
import { type CommandContext, printJson } from "../command-context";
import { EXIT } from "../errors";
import type { DatabaseOptions } from "./database-options";
import { databaseTarget, placeDocument } from "./target";

/** Longer than the connection's own limit, so that its error tells what to do. */
const TIME_LIMIT = 20_000;

/** Runs `seed check`. */
export async function check(context: CommandContext, options: DatabaseOptions): Promise<number> {
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
}
