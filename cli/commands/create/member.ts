import { Option } from "commander";

import { memberRoles } from "../../../seed/choices";
import type { Registry } from "../../program";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";
import { withMember } from "../../seed/with-member";

interface MemberOptions extends DatabaseOptions {
  readonly organization: string;
  readonly user: string;
  readonly role?: (typeof memberRoles)[number];
  readonly policy?: string;
}

/** `create member`: the place of an existing user in an organization. */
export function registerCreateMember({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("member")
      .description("Add an existing user to an organization.")
      .requiredOption("--organization <name>", "name or id of the organization")
      .requiredOption("--user <user>", "e-mail address or id of the user")
      .addOption(
        new Option("--role <role>", "role in the organization (default: GUEST)").choices(
          memberRoles,
        ),
      )
      .option("--policy <policy>", "name or number of a policy, instead of a role"),
  )
    .addHelpText(
      "after",
      `
Examples:
  control-plane create member --organization Acme --user bob@example.com --role ADMIN --stack acme
  control-plane create member --organization Acme --user eve@example.com --policy Auditors --stack acme`,
    )
    .action(
      action<[MemberOptions]>(async (context, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { organization, user: wanted, role, policy } = options;
        const named = {
          user: { word: wanted, argument: "--user" },
          organization: { word: organization, argument: "--organization" },
        };
        return createEntries(context, options, named, (existing) =>
          withMember(existing, existing.user ?? { email: wanted }, { role, policy }),
        );
      }),
    );
}
