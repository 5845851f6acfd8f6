import { planDocument } from "../../../seed/plan-document";
import { printJson } from "../../command-context";
import { EXIT } from "../../errors";
import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import { previewWith } from "../../seed/run";
import { planText } from "../../seed/plan-text";
import { warn } from "../../seed/warn";
import { placeDocument, type SeedOptions, seedTarget } from "../../seed/target";

interface PlanOptions extends SeedOptions {
  readonly exitCode: boolean;
}

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
      action<[PlanOptions]>(async (context, options) => {
        const target = await seedTarget(context, options);
        const plan = planDocument(await previewWith(target));
        if (context.options.json) {
          printJson(context.io, { database: placeDocument(target), ...plan });
        } else {
          warn(context.io, plan.warnings);
          context.io.out(planText(plan, context.io.color));
        }
        return options.exitCode && plan.changes ? EXIT.problems : EXIT.ok;
      }),
    );
}
