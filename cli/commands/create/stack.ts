import type { Registry } from "../../program";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";

interface StackOptions extends DatabaseOptions {
  readonly organization: string;
  readonly region: string;
  readonly stackVersion?: string;
  readonly modules?: string;
  readonly id?: string;
}

/** `create stack`: a Formance stack, which is not a Pulumi stack. */
export function registerCreateStack({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("stack")
      .description("Create a Formance stack of an organization, in a region.")
      .argument("<name>", "the Formance stack's name")
      .requiredOption("--organization <name>", "name or id of its organization")
      .requiredOption("--region <name>", "name or id of its region")
      .option("--stack-version <version>", "name of a version set, such as v3.2")
      .option("--modules <names>", "names of its modules, separated by commas")
      .option("--id <id>", "stack id (default: derived from organization and name)"),
  )
    .addHelpText(
      "after",
      `
The client secret is generated, and kept only in the database.

Example:
  control-plane create stack demo --organization Acme --region eu-1 --stack acme`,
    )
    .action(
      action<[string, StackOptions]>(async (context, name, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { organization, region, stackVersion, modules, id } = options;
        const named = {
          organization: { word: organization, argument: "--organization" },
          region: { word: region, argument: "--region" },
        };
        return createEntries(context, options, named, (existing) => ({
          ...existing.entries,
          stacks: [
            {
              name,
              organization: existing.organization?.id ?? organization,
              region: existing.region?.id ?? region,
              version: stackVersion,
              modules: modules?.split(",").map((module) => module.trim()),
              id,
            },
          ],
        }));
      }),
    );
}
