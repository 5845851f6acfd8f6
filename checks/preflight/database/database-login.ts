import type { Check } from "../../check";
import { ok } from "../../finding";
import type { Login } from "./roles-to-check";
import { withLogin } from "./connect-as";

const SQL = "select current_setting('server_version') as version";

export const databaseLogin: Check<Login> = {
  id: "database-login",
  title: "The role can log in to the database server",
  meaning:
    "With `managed`, the administrator creates databases and roles from this machine. With `existing`, the role of each service is tried.",
  causes: [
    "The host, port, role or password in `database` is wrong.",
    "The server accepts no connections from here, or only with TLS.",
  ],
  remedy:
    "Correct `database` in the stack config. `database.operatorHost` is the server's address for this machine.",
  run(login) {
    const { user, database } = login.place;
    return withLogin(login, async (client) => {
      const { rows } = await client.query<{ version: string }>(SQL);
      return ok(`${user} is logged in to ${database}, PostgreSQL ${rows[0]?.version ?? ""}.`);
    });
  },
};
