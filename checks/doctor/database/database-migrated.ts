import { waitForTables } from "../../../seed/readiness";
import type { Check } from "../../check";
import { ok } from "../../finding";
import { asked, seededTables, type MembershipDatabase } from "./membership-database";

export const databaseMigrated: Check<MembershipDatabase> = {
  id: "database-migrated",
  title: "The migrations have run",
  meaning: "All tables that the seed writes exist, with Membership's columns.",
  causes: ["The migration's Job failed or was interrupted.", "An old image ran the migrations."],
  remedy:
    "Read the reason in the log of the migration's Job with kubectl logs. Once it is fixed, run pulumi up.",
  async run({ client, schema }) {
    await asked(waitForTables(client, schema, seededTables, "write"));
    return ok(`${seededTables.join(", ")} have the columns of Membership's tables.`);
  },
};
