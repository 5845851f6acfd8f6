import { connectionError } from "../../../seed/connection";
import type { Check } from "../../check";
import { ok } from "../../finding";
import type { MembershipDatabase } from "./membership-database";

export const databaseConnection: Check<MembershipDatabase> = {
  id: "database-connection",
  title: "The database lets the role in",
  meaning: "Membership logs in with the same role and password.",
  causes: [
    "The password in the stack config, or in the Secret, is not the role's.",
    "The role or the database does not exist.",
    "pg_hba.conf refuses the host, or asks for TLS.",
    "The server has no connection left.",
  ],
  remedy:
    "Correct `database.membership` in the stack config, or the role at the server (alter role ... password), then: pulumi up.",
  async run({ client, connection }) {
    await client.connect().catch((error: unknown) => {
      throw connectionError(error, connection);
    });
    return ok(`${connection.user} is logged in to ${connection.database}.`);
  },
};
