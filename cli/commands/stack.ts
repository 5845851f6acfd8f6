import type { Registry } from "../program";
import type { NewOptions } from "../stack-new/stack-new";

/** `stack`: a stack file made from another, and a state that an update has left when it was cut off. */
export function registerStack({ program, action }: Registry): void {
  const stack = program
    .command("stack")
    .description("Create a stack from another, or recover one after an interrupted update.");
  stack
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
  stack
    .command("recover")
    .description("Recover what an interrupted update was creating.")
    .addHelpText(
      "after",
      `
After a crash or a kill, the engine doesn't know whether what it was creating exists, and fails with
"already exists" if it does. This command records such objects, databases and roles in the stack's
state; the refresh of the next update removes those that don't exist. It contacts no server.

Examples:
  control-plane stack recover --stack production
  pulumi up --refresh --stack production`,
    )
    .action(
      action<[]>(async (...args) =>
        (await import("../stack-recover/stack-recover.js")).recoverStack(...args),
      ),
    );
}
