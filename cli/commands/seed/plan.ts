import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import type { PlanOptions } from "../../seed/plan";

/** `seed plan`: what a run would do. */
export function registerSeedPlan({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("plan")
      .description("Show what the seed would change; write nothing.")
      .option("-f, --file <file>", "the specification instead of the stack's; - is standard input")
      .option("--exit-code", "exit with status 1 if there are changes", false),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

Examples:
  control-plane seed plan --stack acme
  control-plane seed plan --database-url postgresql://membership@db.example.com/membership \\
    --password-file /run/secrets/membership --file seed.yaml --json`,
    )
    .action(
      action<[PlanOptions]>(async (...args) => (await import("../../seed/plan.js")).plan(...args)),
    );
}
