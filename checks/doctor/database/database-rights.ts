import { readCatalog } from "../../../seed/catalog";
import { findMembersTable } from "../../../seed/members-table";
import { quoteName } from "../../../seed/quote-name";
import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { asked, seededTables, type MembershipDatabase } from "./membership-database";

export const databaseRights: Check<MembershipDatabase> = {
  id: "database-rights",
  title: "The role may write the tables",
  meaning: "Membership and the seed select, insert and update.",
  causes: ["The migrations ran as another role, which owns the tables."],
  remedy:
    "As the tables' owner: grant select, insert, update on all tables in schema NAME to ROLE.",
  async run({ client, schema }) {
    const { tables, role } = await asked(readCatalog(client, schema));
    const members = findMembersTable({ schema, role, tables }).found;
    const grants = [...tables.values()]
      .filter((table) => table === members || seededTables.some((kind) => kind === table.name))
      .filter(({ missingRights }) => missingRights.length > 0)
      .map(
        ({ name, missingRights }) =>
          `grant ${missingRights.join(", ")} on ${quoteName(schema)}.${quoteName(name)} to ${quoteName(role)};`,
      );
    return grants.length === 0
      ? ok("select, insert and update on the seeded tables.")
      : failed("Rights on the seeded tables are missing.", `As their owner: ${grants.join(" ")}`);
  },
};
