import { Option } from "commander";

import { memberRoles, systemRoles } from "../../../seed/choices";
import { UsageError } from "../../errors";
import type { Registry } from "../../program";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";
import { withMember } from "../../seed/with-member";

interface UserOptions extends DatabaseOptions {
  readonly systemRole?: (typeof systemRoles)[number];
  readonly id?: string;
  readonly organization?: string;
  readonly role?: (typeof memberRoles)[number];
  readonly policy?: string;
}

/** `create user`: a user, and its place in an organization if one is named. */
export function registerCreateUser({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("user")
      .description("Create a user, and add it to an organization.")
      .argument("<email>", "the address that the user logs in with")
      .option("--organization <name>", "name or id of the organization to add the user to")
      .addOption(
        new Option("--role <role>", "role in the organization (default: GUEST)").choices(
          memberRoles,
        ),
      )
      .option("--policy <policy>", "name or number of a policy, instead of a role")
      .addOption(
        new Option(
          "--system-role <role>",
          "role in the whole of Membership (default: USER)",
        ).choices(systemRoles),
      )
      .option("--id <id>", "user id; for a Dex static user its userID"),
  )
    .addHelpText(
      "after",
      `
Examples:
  control-plane create user alice@example.com --stack acme
  control-plane create user bob@example.com --organization Acme --role ADMIN --stack acme`,
    )
    .action(
      action<[string, UserOptions]>(async (context, email, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { systemRole, id, organization, role, policy } = options;
        if (organization === undefined && (role ?? policy) !== undefined) {
          throw new UsageError(
            "--role and --policy are for an organization: name it with --organization. The role in the whole of Membership is --system-role.",
          );
        }
        const named = {
          user: { word: email, argument: "<email>", id, isMade: true },
          organization:
            organization === undefined
              ? undefined
              : { word: organization, argument: "--organization" },
        } as const;
        return createEntries(context, options, named, (existing) => {
          const user = { email, role: systemRole, id: existing.user?.id ?? id };
          return withMember(existing, user, { role, policy });
        });
      }),
    );
}
