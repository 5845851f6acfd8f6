import { readCatalog } from "../../../seed/catalog";
import { findMembersTable } from "../../../seed/members-table";
import type { Check } from "../../check";
import { ok, warning } from "../../finding";
import { asked, type MembershipDatabase } from "./membership-database";

export const databaseMembers: Check<MembershipDatabase> = {
  id: "database-members",
  title: "The members of organizations have a table",
  meaning: "Its name differs between releases of Membership; the seed looks for it.",
  causes: ["Some migrations haven't run.", "This release keeps members elsewhere."],
  remedy: "Check that all migrations have run, or leave members out of the seed.",
  async run({ client, schema }) {
    const members = findMembersTable(await asked(readCatalog(client, schema)));
    return members.found === undefined
      ? warning(
          `There is no table for members of organizations: ${members.reason}.`,
          "Leave members out of the seed, or check that all migrations have run.",
        )
      : ok(`Members of organizations are in ${members.found.name}.`);
  },
};
