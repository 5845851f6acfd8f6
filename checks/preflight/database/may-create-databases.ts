import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import type { Login } from "./roles-to-check";
import { withLogin } from "./connect-as";

/** The administrator's login. */
interface Administrator extends Login {
  /** Whether the config says that the role is a superuser. */
  readonly superuser: boolean;
}

interface Rights {
  readonly createdb: boolean;
  readonly createrole: boolean;
  readonly super: boolean;
  readonly replica: boolean;
}

const SQL = `select rolcreatedb as createdb, rolcreaterole as createrole, rolsuper as super,
  pg_is_in_recovery() as replica from pg_roles where rolname = current_user`;

export const mayCreateDatabases: Check<Administrator> = {
  id: "may-create-databases",
  title: "The administrator can create databases and roles",
  meaning: "The mode `managed` creates a database and a role for each service.",
  causes: ["The role has neither CREATEDB nor CREATEROLE.", "The server is a read-only replica."],
  remedy:
    "As a superuser, run: alter role ROLE createdb createrole. If the role isn't a superuser, set database.admin.superuser to false.",
  run(login) {
    const { user } = login.place;
    return withLogin(login, async (client) => {
      const [rights] = (await client.query<Rights>(SQL)).rows;
      if (rights === undefined) return failed(`There is no role ${user}.`);
      if (rights.replica) return failed("The server is a replica, which accepts no writes.");
      const missing = [
        ...(rights.createdb || rights.super ? [] : ["CREATEDB"]),
        ...(rights.createrole || rights.super ? [] : ["CREATEROLE"]),
      ];
      if (missing.length > 0) return failed(`The role ${user} lacks ${missing.join(" and ")}.`);
      if (login.superuser && !rights.super) {
        return failed(
          `The role ${user} isn't a superuser, but database.admin.superuser says that it is.`,
        );
      }
      return ok(`${user} can create databases and roles.`);
    });
  },
};
