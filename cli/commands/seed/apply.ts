import type { Registry } from "../../program";
import { DATABASE_HELP, withDatabase } from "../../seed/database-options";
import type { SeedOptions } from "../../seed/target";

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
changes no state: rows that it creates are adopted by the next update and belong to no stack, so
prune: owned never deletes them. With --stack it deletes, under prune: owned, what the last update
owned and the config no longer names; the next update then finds it gone.

Examples:
  control-plane seed apply --stack acme
  PGHOST=db.example.com PGUSER=membership PGDATABASE=membership \\
    control-plane seed apply --file seed.yaml --password-file -`,
    )
    .action(
      action<[SeedOptions]>(async (...args) =>
        (await import("../../seed/apply.js")).apply(...args),
      ),
    );
}
