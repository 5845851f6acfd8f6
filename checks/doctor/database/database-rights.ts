import { readCatalog } from "../../../seed/catalog";
import { quoteName } from "../../../seed/quote-name";
import { findTable } from "../../../seed/readiness";
import { kinds } from "../../../seed/rows";
import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { asked, type MembershipDatabase } from "./membership-database";

export const databaseRights: Check<MembershipDatabase> = {
  id: "database-rights",
  title: "The role can write the tables",
  meaning: "Membership and the seed select, insert and update.",
  causes: ["The migrations ran as another role, which owns the tables."],
  remedy:
    "As the owner of the tables, run: grant select, insert, update on all tables in schema SCHEMA to ROLE.",
  async run({ client, schema }) {
    const catalog = await asked(readCatalog(client, schema));
    const { role } = catalog;
    const grants = kinds
      .flatMap((kind) => findTable(catalog, kind).found ?? [])
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
