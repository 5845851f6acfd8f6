import type { Registry } from "../program";
import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../seed/database-options";
import type { ListName } from "../seed/lists";

const lists: Readonly<Record<ListName, string>> = {
  organizations: "every organization with its owner, domain and default policy",
  users: "every user with system role and organizations",
  policies: "every policy, including the built-in ones, with its number and scopes",
  regions: "every region",
  stacks: "every Formance stack that isn't deleted",
};

/** `organizations list` and the like: what is in Membership's database. */
export function registerLists({ program, action }: Registry): void {
  for (const name of Object.keys(lists) as ListName[]) {
    const group = program.command(name).description(`Show the ${name} of Membership.`);
    withDatabase(group.command("list").description(`List ${lists[name]}.`))
      .addHelpText(
        "after",
        `${DATABASE_HELP}\n\nExample:\n  control-plane ${name} list --stack acme --json`,
      )
      .action(
        action<[DatabaseOptions]>(async (context, options) => {
          const { list } = await import("../seed/lists.js");
          return list(context, name, options);
        }),
      );
  }
}
