import { hasFailure } from "../../checks/check";
import { runPreflight } from "../../checks/preflight";
import { checkTable } from "../check-table";
import { printJson, type CommandContext } from "../command-context";
import { EXIT } from "../errors";
import type { Registry } from "../program";
import { openStack } from "../stack";

/** `preflight`: whether what a stack's config names answers as it must, before it is deployed. */
export function registerPreflight({ program, action }: Registry): void {
  program
    .command("preflight")
    .description("Check, before anything is deployed, whether users will be able to log in.")
    .addHelpText(
      "after",
      `
Reads the stack's config with its secrets, asks the identity providers, and changes nothing.

Examples:
  control-plane preflight --stack production
  control-plane preflight --stack production --json`,
    )
    .action(action<[object]>(preflight));
}

async function preflight(context: CommandContext): Promise<number> {
  const { io, options } = context;
  const stack = await openStack(context);
  const results = await runPreflight({ config: await stack.config() });
  const failed = hasFailure(results);
  if (options.json) {
    printJson(io, { stack: stack.name, healthy: !failed, results });
  } else if (results.length === 0) {
    io.out("There is nothing to check: no identity provider is configured.\n");
  } else {
    io.out(checkTable(results, io));
  }
  return failed ? EXIT.problems : EXIT.ok;
}
