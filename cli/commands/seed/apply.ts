import { planDocument } from "../../../seed/plan-document";
import { printJson } from "../../command-context";
import { EXIT } from "../../errors";
import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import { planText } from "../../seed/plan-text";
import { applyWith } from "../../seed/run";
import { placeDocument, placeText, type SeedOptions, seedTarget } from "../../seed/target";

/** `seed apply`: makes the database hold the specification. */
export function registerSeedApply({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("apply")
      .description("Makes the database hold the seed, in one transaction; safe to repeat.")
      .option("-f, --file <file>", "the specification instead of the stack's; - is standard input"),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

pulumi up does the same for a stack and remembers which rows it made. Rows that this command makes
are adopted by the next one, and then belong to nobody: they are never pruned.

Examples:
  control-plane seed apply --stack acme
  PGHOST=db.example.com PGUSER=membership PGDATABASE=membership \\
    control-plane seed apply --file seed.yaml --password-file -`,
    )
    .action(
      action<[SeedOptions]>(async (context, options) => {
        const { io } = context;
        const target = await seedTarget(context, options);
        if (io.interactive) io.err(`Applying to ${placeText(target)} ...\n`);
        const result = await applyWith(target);
        const plan = planDocument(result.plan);
        if (context.options.json) {
          const { organizationIds: organizations, regionIds: regions, stackIds: stacks } = result;
          const ids = { organizations, regions, stacks };
          printJson(io, { database: placeDocument(target), ...plan, ids });
        } else {
          io.out(planText(plan, io.color, true));
        }
        return EXIT.ok;
      }),
    );
}
