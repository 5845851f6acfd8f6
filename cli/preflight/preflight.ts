import { hasFailure } from "../../checks/check";
import { runPreflight } from "../../checks/preflight/preflight";
import { checkTable } from "../check-table";
import { printJson, type CommandContext } from "../command-context";
import { EXIT } from "../errors";
import { preflightStack } from "./stack-config";
import { preflightSummary } from "./summary";

/** The options of `preflight`. */
export interface PreflightOptions {
  readonly secrets: boolean;
}

/** Runs `preflight`. */
export async function preflight(
  context: CommandContext,
  options: PreflightOptions,
): Promise<number> {
  const { io } = context;
  const { target, sealedBecause } = await preflightStack(context, options);
  if (sealedBecause !== undefined) {
    io.err(`The stack's secrets weren't decrypted: ${sealedBecause}\n`);
  }
  const results = await runPreflight(target);
  const failed = hasFailure(results);
  if (context.options.json) {
    const secrets = sealedBecause === undefined;
    printJson(io, { stack: context.options.stack, secrets, healthy: !failed, results });
  } else {
    io.out(checkTable(results, io) + preflightSummary(results, io));
  }
  return failed ? EXIT.problems : EXIT.ok;
}
