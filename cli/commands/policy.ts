import type { PolicyOptions } from "../policy/policy";
import type { Registry } from "../program";

/** `policy`: the rules of the policy pack over what a stack has deployed. */
export function registerPolicy({ program, action }: Registry): void {
  program
    .command("policy")
    .description("Check the rules of the policy pack on what a stack has deployed.")
    .option("--state <file>", "a state from pulumi stack export, of any stack; - is standard input")
    .addHelpText(
      "after",
      `
The exit status is 1 if a mandatory rule is broken. The same rules run before an update by
pulumi up --policy-pack node_modules/formance-control-plane/policy.

Examples:
  control-plane policy --stack production
  pulumi stack export --stack other | control-plane policy --state - --json`,
    )
    .action(
      action<[PolicyOptions]>(async (...args) =>
        (await import("../policy/policy.js")).policy(...args),
      ),
    );
}
