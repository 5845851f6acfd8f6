import type { PreflightOptions } from "../preflight/preflight";
import type { Registry } from "../program";

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
    .action(
      action<[PreflightOptions]>(async (...args) =>
        (await import("../preflight/preflight.js")).preflight(...args),
      ),
    );
}
