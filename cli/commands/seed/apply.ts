import { planDocument } from "../../../seed/plan-document";
import { kinds } from "../../../seed/rows";
import { printJson } from "../../command-context";
import { EXIT } from "../../errors";
import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import { planText } from "../../seed/plan-text";
import { applyWith } from "../../seed/run";
import { warn } from "../../seed/warn";
import { placeDocument, placeText, type SeedOptions, seedTarget } from "../../seed/target";

/** Said where a later update would not do what the stack's policy lets one expect. */
const NOT_OWNED =
  "Note: rows that this command creates belong to no stack, so prune: owned never deletes them. It deletes only rows that pulumi up created.\n";

/** `seed apply`: makes the database hold the specification. */
export function registerSeedApply({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("apply")
      .description("Write the seed to the database, in one transaction; safe to repeat.")
      .option("-f, --file <file>", "the specification instead of the stack's; - is standard input"),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

pulumi up does the same for a stack and remembers in its state which rows it created. This command
changes no state: rows that it creates are adopted by the next update and belong to nobody, so
prune: owned never deletes them. With --stack it deletes, under prune: owned, what the last update
owned and the config no longer names; the next update finds that done.

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
        const result = await applyWith(context, target);
        const plan = planDocument(result.plan);
        const orphans =
          target.prune === "owned" && kinds.some((kind) => plan.kinds[kind].create.length > 0);
        if (orphans) io.err(NOT_OWNED);
        if (context.options.json) {
          const { organizationIds: organizations, regionIds: regions, stackIds: stacks } = result;
          const ids = { organizations, regions, stacks };
          printJson(io, { database: placeDocument(target), ...plan, ids });
        } else {
          warn(io, plan.warnings);
          io.out(planText(plan, io.color, true));
        }
        return EXIT.ok;
      }),
    );
}
