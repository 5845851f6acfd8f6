import type { Check } from "../../check";
import { ok, warning } from "../../finding";
import { asked, firstRow, type MembershipDatabase } from "./membership-database";

/** The oldest release of Postgres that still gets fixes. */
const OLDEST_MAINTAINED = 14;

const SQL = "select current_setting('server_version') as version";

export const databaseVersion: Check<MembershipDatabase> = {
  id: "database-version",
  title: "The server's release is still maintained",
  meaning: "An old release of PostgreSQL gets no more fixes.",
  causes: ["The server was never upgraded."],
  remedy: "Plan an upgrade of the server.",
  async run({ client }) {
    const version = String((await asked(firstRow(client, SQL))).version);
    return Number.parseInt(version, 10) >= OLDEST_MAINTAINED
      ? ok(`PostgreSQL ${version}.`)
      : warning(
          `PostgreSQL ${version} gets no more fixes.`,
          `Plan an upgrade to ${OLDEST_MAINTAINED} or later.`,
        );
  },
};
