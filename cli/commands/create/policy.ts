import type { Registry } from "../../program";
import type { CreateOptions } from "../../seed/create";
import { withDatabase } from "../../seed/database-options";

interface PolicyOptions extends CreateOptions {
  readonly organization: string;
  readonly description?: string;
  readonly scopes?: string;
}

/** `create policy`: a policy of an organization. */
export function registerCreatePolicy({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("policy")
      .description("Create a policy of an organization.")
      .argument("<name>", "the policy's name")
      .requiredOption("--organization <name>", "name or id of its organization")
      .option("--description <text>", "what it is for")
      .option("--scopes <names>", "what its users may do, separated by commas")
      .option("--allow-unknown-scopes", "accept unknown scopes, with a warning"),
  )
    .addHelpText(
      "after",
      `
Example:
  control-plane create policy Auditors --organization Acme \\
    --scopes organization:Read,organization:ReadLogs,stack:Read --stack acme`,
    )
    .action(
      action<[string, PolicyOptions]>(async (context, name, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { organization, description, scopes } = options;
        const named = { organization: { word: organization, argument: "--organization" } };
        return createEntries(context, options, named, ({ entries }) => {
          const policy = {
            name,
            description,
            scopes: scopes?.split(",").map((scope) => scope.trim()),
          };
          return {
            users: entries.users,
            organizations: entries.organizations.map((entry) => ({ ...entry, policies: [policy] })),
          };
        });
      }),
    );
}
