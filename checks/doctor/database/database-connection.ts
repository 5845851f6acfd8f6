import type { Check } from "../../check";
import { ok } from "../../finding";
import type { MembershipDatabase } from "./membership-database";

export const databaseConnection: Check<MembershipDatabase> = {
  id: "database-connection",
  title: "The role can log in to the database",
  meaning: "Membership logs in with the same role and password.",
  causes: [
    "The password in the stack config, or in the Secret, isn't the role's.",
    "The role or the database doesn't exist.",
    "pg_hba.conf refuses the host, or requires TLS.",
    "The server has no free connections.",
  ],
  remedy:
    "Correct `database.membership` in the stack config, or the role on the server (alter role ... password), then run pulumi up.",
  async run({ connect, connection }) {
    await connect();
    return ok(`${connection.user} is logged in to ${connection.database}.`);
  },
};
