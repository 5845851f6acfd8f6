import type { StackConfig } from "../../../config/schema";
import { defaults } from "../../../facts/defaults";
import { quoteName } from "../../../seed/quote-name";
import type { Chain } from "../../chain";
import { planned, type CheckPlace } from "../../check";
import { databaseLogin } from "./database-login";
import { mayCreateDatabases } from "./may-create-databases";
import { administratorLogin, existingLogins, type Login } from "./roles-to-check";

/** Whether the roles of a stack's databases can log in, and an administrator may make databases. */
export function databasePreflight(config: StackConfig): Chain[] {
  if (config.database.mode !== "managed") {
    return existingLogins(config).map((login) => [planned(databaseLogin, login, placeOf(login))]);
  }
  const login = administratorLogin(config);
  const administrator = {
    ...login,
    superuser: config.database.admin?.superuser ?? defaults.database.admin.superuser,
  };
  const place = placeOf(login);
  const names = { ROLE: quoteName(login.place.user) };
  return [
    [
      planned(databaseLogin, login, place),
      planned(mayCreateDatabases, administrator, place, names),
    ],
  ];
}

function placeOf({ path, place: { host, port } }: Login): CheckPlace {
  // Several services are often on one server.
  const service = path.split(".").at(-1) ?? "";
  return { group: "database", subject: `${service} at ${host}:${port}`, path };
}
