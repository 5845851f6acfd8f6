import { Option } from "commander";

import { systemRoles } from "../../../seed/schema";
import type { Registry } from "../../program";
import { createEntries } from "../../seed/create";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";

interface UserOptions extends DatabaseOptions {
  readonly role?: (typeof systemRoles)[number];
  readonly id?: string;
}

/** `create user`. */
export function registerCreateUser({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("user")
      .description("Create a user.")
      .argument("<email>", "the address that the user logs in with")
      .addOption(new Option("--role <role>", "system role (default: USER)").choices(systemRoles))
      .option("--id <id>", "user id; for a Dex static user its userID"),
  )
    .addHelpText("after", "\nExample:\n  control-plane create user alice@example.com --stack acme")
    .action(
      action<[string, UserOptions]>((context, email, options) => {
        const { role, id } = options;
        return createEntries(context, options, () => ({
          users: [{ email, role, id }],
        }));
      }),
    );
}
