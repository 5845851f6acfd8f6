import { type KindTables, readCatalog } from "../../../seed/catalog";
import { findTable, rightsToSeed } from "../../../seed/readiness";
import { missingGrants, removingItems } from "../../../seed/rights";
import { byKind, kinds } from "../../../seed/rows";
import type { Check } from "../../check";
import { failed, ok, warning } from "../../finding";
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
    const found: KindTables = byKind((kind) => findTable(catalog, kind).found);
    const grants = missingGrants(catalog, rightsToSeed(found, kinds));
    if (grants.length > 0) {
      return failed(
        "Rights on the seeded tables are missing.",
        `As their owner: ${grants.join(" ")}`,
      );
    }
    const removals = missingGrants(catalog, removingItems(found));
    return removals.length === 0
      ? ok("select, insert and update on the seeded tables.")
      : warning(
          "A policy can't lose a scope: the role may not delete from the table that links them.",
          `As its owner: ${removals.join(" ")}`,
        );
  },
};
