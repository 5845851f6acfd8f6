import { hasFailure } from "../../checks/check";
import { runPreflight } from "../../checks/preflight/preflight";
import { checkTable } from "../check-table";
import { printJson, type CommandContext } from "../command-context";
import { EXIT } from "../errors";
import { preflightStack } from "../preflight/stack-config";
import { preflightSummary } from "../preflight/summary";
import type { Registry } from "../program";

interface PreflightOptions {
  readonly secrets: boolean;
}

/** `preflight`: whether what a stack's config names answers as it must, before it is deployed. */
export function registerPreflight({ program, action }: Registry): void {
  program
    .command("preflight")
    .description("Check everything that a stack depends on, before you deploy it.")
    .option("--no-secrets", "don't decrypt the stack's secrets, and skip the checks that need them")
    .addHelpText(
      "after",
      `
Reads the stack's config with its secrets, and checks the engine, the cluster of the kubeconfig,
the database server, the host names and the identity providers. Changes nothing. Without the Pulumi
CLI or the passphrase, it reads the stack file alone, and reports the checks that need a secret as
not done.

Examples:
  control-plane preflight --stack production
  control-plane preflight --stack production --no-secrets
  control-plane preflight --stack production --json`,
    )
    .action(action<[PreflightOptions]>(preflight));
}

async function preflight(context: CommandContext, options: PreflightOptions): Promise<number> {
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
