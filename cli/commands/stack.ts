import type { Registry } from "../program";
import type { NewOptions } from "../stack-new/stack-new";

/** `stack new`: a stack file made from another, and its stack. */
export function registerStack({ program, action }: Registry): void {
  program
    .command("stack")
    .description("Make a stack from an example or from another stack.")
    .command("new")
    .description("Copy a stack file, create the stack, and ask for its secrets.")
    .argument("<name>", "the new stack's name, such as that of a customer")
    .requiredOption("--from <stack>", "a stack of this folder, an example, or a stack file")
    .addHelpText(
      "after",
      `
Encrypted values aren't copied: they belong to the other stack. Without a terminal or the Pulumi
CLI, the commands that create the stack and store its secrets are printed instead.

Examples:
  control-plane stack new acme --from production
  control-plane stack new globex --from acme`,
    )
    .action(
      action<[string, NewOptions]>(async (...args) =>
        (await import("../stack-new/stack-new.js")).newStack(...args),
      ),
    );
}
