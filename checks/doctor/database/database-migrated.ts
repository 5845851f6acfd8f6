import { waitForTables } from "../../../seed/readiness";
import type { Check } from "../../check";
import { ok } from "../../finding";
import { asked, seededTables, type MembershipDatabase } from "./membership-database";

export const databaseMigrated: Check<MembershipDatabase> = {
  id: "database-migrated",
  title: "The migrations are done",
  meaning: "All tables that the seed writes are there, with Membership's columns.",
  causes: ["The migration's Job failed or was broken off.", "An old image ran the migrations."],
  remedy: "kubectl logs of the migration's Job has the reason. Fix it, then run pulumi up.",
  async run({ client, schema }) {
    await asked(waitForTables(client, schema, seededTables, 0));
    return ok(`${seededTables.join(", ")} have the columns of Membership's tables.`);
  },
};
