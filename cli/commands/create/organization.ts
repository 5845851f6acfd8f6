import type { Registry } from "../../program";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";

interface OrganizationOptions extends DatabaseOptions {
  readonly owner: string;
  readonly ownerPolicy?: string;
  readonly domain?: string;
  readonly defaultPolicy?: string;
  readonly id?: string;
}

/** `create organization`. */
export function registerCreateOrganization(
  { action }: Registry,
  create: Registry["program"],
): void {
  withDatabase(
    create
      .command("organization")
      .description("Create an organization of an existing user.")
      .argument("<name>", "the organization's name")
      .requiredOption("--owner <user>", "e-mail address or id of its owner")
      .option(
        "--owner-policy <policy>",
        "name or number of its owner's policy (default: that of an administrator)",
      )
      .option("--domain <domain>", "e-mail domain whose users join on their first login")
      .option("--default-policy <policy>", "name or number of the policy of those users")
      .option("--id <id>", "organization id (default: derived from the name)"),
  )
    .addHelpText(
      "after",
      "\nExample:\n  control-plane create organization Acme --owner alice@example.com --stack acme",
    )
    .action(
      action<[string, OrganizationOptions]>(async (context, name, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { owner: word, ownerPolicy, domain, defaultPolicy, id } = options;
        const named = {
          user: { word, argument: "--owner" },
          organization: { word: name, argument: "<name>", id, isMade: true },
        } as const;
        return createEntries(context, options, named, ({ user, organization, entries }) => {
          const owner = user?.id ?? word;
          return {
            users: entries.users,
            organizations: [
              {
                name,
                owner,
                ownerPolicy,
                domain,
                defaultPolicy,
                id: organization?.id ?? id,
                members: [{ user: owner }],
              },
            ],
          };
        });
      }),
    );
}
