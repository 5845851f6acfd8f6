import type { Check } from "../../check";
import { ok } from "../../finding";
import type { Login } from "./logins";
import { withLogin } from "./try-login";

const SQL = "select current_setting('server_version') as version";

export const databaseLogin: Check<Login> = {
  id: "database-login",
  title: "The database server lets the role in",
  meaning:
    "With `managed`, the administrator makes databases and roles from here. With `existing`, each service's role is tried.",
  causes: [
    "Host, port, role or password in `database` is wrong.",
    "The server takes no connections from here, or none without TLS.",
  ],
  remedy: "Correct `database` in the stack config; `database.operatorHost` is the way from here.",
  run(login) {
    const { user, database } = login.place;
    return withLogin(login, async (client) => {
      const { rows } = await client.query<{ version: string }>(SQL);
      return ok(`${user} is logged in to ${database}, PostgreSQL ${rows[0]?.version ?? ""}.`);
    });
  },
};
