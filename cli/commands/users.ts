import Table from "cli-table3";

import { importSeed } from "../../seed/import";
import { printable } from "../../seed/summary";
import { printJson } from "../command-context";
import { EXIT } from "../errors";
import type { Registry } from "../program";
import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../seed/database-options";
import { databaseTarget, placeDocument } from "../seed/target";

/** `users list`: who is in Membership's database. */
export function registerUsers({ program, action }: Registry): void {
  const users = program.command("users").description("Show the users of Membership.");
  withDatabase(users.command("list").description("List every user with role and organizations."))
    .addHelpText(
      "after",
      `${DATABASE_HELP}\n\nExample:\n  control-plane users list --stack acme --json`,
    )
    .action(
      action<[DatabaseOptions]>(async (context, options) => {
        const target = await databaseTarget(context, options);
        const { specification } = await importSeed(target.connection, target.schema);
        const memberships = new Map<string, string[]>();
        for (const { name, owner, members = [] } of specification.organizations ?? []) {
          const roles = new Map([[owner, "owner"]]);
          for (const { user, role } of members) {
            if (user !== owner) roles.set(user, role ?? "member");
          }
          for (const [email, role] of roles) {
            memberships.set(email, [...(memberships.get(email) ?? []), `${name} (${role})`]);
          }
        }
        const list = (specification.users ?? []).map(({ email, id, role }) => ({
          email,
          id,
          role,
          organizations: memberships.get(email) ?? [],
        }));
        if (context.options.json) {
          printJson(context.io, { database: placeDocument(target), users: list });
          return EXIT.ok;
        }
        const table = new Table({ head: HEAD, style: { head: [], border: [] } });
        for (const { email, id = "", role = "", organizations } of list) {
          table.push([email, role, id, organizations.join("\n")].map(printableLines));
        }
        context.io.out(`${table.toString()}\n`);
        return EXIT.ok;
      }),
    );
}

const HEAD = ["E-mail", "Role", "Id", "Organizations"];

function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
