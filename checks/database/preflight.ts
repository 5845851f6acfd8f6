import { Client } from "pg";

import type { StackConfig } from "../../config/schema";
import type { SecretText } from "../../config/secret-text";
import { clientConfig, connectionError, type SeedConnection } from "../../seed/connection";
import { errorCode } from "../../seed/error-code";
import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { remedyIn } from "../description";
import { preflightDescriptions, type PreflightCheckId } from "../preflight-descriptions";

/** Less than a check has, so that the connection's own error tells what to do. */
const CONNECT_SECONDS = 4;

/** A role that is tried. */
interface Login {
  readonly path: string;
  readonly user: string;
  readonly database: string;
  readonly host: string;
  readonly port: number;
  readonly password: SecretText | undefined;
  /** Whether this machine has to reach the server, rather than the pods alone. */
  readonly fromHere: boolean;
}

/** Whether the roles of a stack's databases can log in, and an administrator may make databases. */
export function databasePreflight(config: StackConfig): Chain[] {
  const { database } = config;
  if (database.mode !== "managed") {
    return existingLogins(config).map((login) => [loginCheck(config, login)]);
  }
  const { admin } = database;
  const login: Login = {
    path: "database.admin",
    user: admin?.user ?? "postgres",
    database: admin?.database ?? "postgres",
    host: database.operatorHost ?? database.host,
    port: database.operatorPort ?? database.port ?? 5432,
    password: admin?.password,
    fromHere: true,
  };
  const makes = check(config, login, "database-makes", (client) =>
    mayMake(client, login.user, admin?.superuser ?? true),
  );
  return [[loginCheck(config, login), makes]];
}

/** The roles of the services that are deployed, as far as this machine knows their passwords. */
function existingLogins({ database, dex, oidc, console, portal, seed }: StackConfig): Login[] {
  const deployed = {
    membership: true,
    dex: oidc === undefined && (dex?.storageType ?? "postgres") === "postgres",
    console: console?.enabled ?? true,
    portal: portal?.enabled ?? true,
  };
  const seeds = seed !== undefined && seed.via !== "wizard" && seed.portForward === undefined;
  const services = (["membership", "dex", "console", "portal"] as const).filter(
    (service) => deployed[service],
  );
  return services.map((service) => {
    const own = database[service];
    const fromHere = service === "membership" && seeds;
    const path = `database.${service}`;
    if (own?.url !== undefined && !own.url.isSealed) {
      return { path, fromHere, password: own.url, ...placeOf(own.url.reveal()) };
    }
    return {
      path,
      user: own?.user ?? service,
      database: own?.database ?? service,
      host: (fromHere ? database.operatorHost : undefined) ?? database.host,
      port: (fromHere ? database.operatorPort : undefined) ?? database.port ?? 5432,
      password: own?.url ?? own?.password,
      fromHere,
    };
  });
}

function placeOf(text: string): Pick<Login, "user" | "database" | "host" | "port"> {
  const url = new URL(text);
  return {
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    host: url.hostname,
    port: Number(url.port || 5432),
  };
}

function loginCheck(config: StackConfig, login: Login): Check {
  return check(config, login, "database-login", async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return {
      status: "ok",
      evidence: `${login.user} is logged in to ${login.database}, PostgreSQL ${rows[0]?.version ?? ""}.`,
    };
  });
}

function check(
  config: StackConfig,
  login: Login,
  id: PreflightCheckId,
  look: (client: Client) => Promise<CheckFinding>,
): Check {
  const { path, host, port, password, fromHere } = login;
  return {
    id,
    group: "database",
    subject: `${host}:${port}`,
    path,
    run: async () => {
      const unknown = unknownPassword(password, path);
      if (unknown !== undefined) return { status: "not-done", evidence: unknown };
      const connection = connectionOf(config, login);
      const client = new Client(clientConfig(connection));
      // A connection that breaks off later would end the process otherwise.
      client.on("error", () => undefined);
      try {
        await client.connect();
        return await look(client);
      } catch (error) {
        const evidence = connectionError(error, connection).message;
        // A server that answers has a code of its own, of five characters.
        const answered = /^[0-9A-Z]{5}$/.test(errorCode(error) ?? "");
        return fromHere || answered
          ? { status: "failed", evidence, remedy: remedyIn(preflightDescriptions, id) }
          : { status: "not-done", evidence: `${evidence} The pods alone have to reach it.` };
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

function unknownPassword(password: SecretText | undefined, path: string): string | undefined {
  if (password === undefined) {
    return `The password of ${path} is in a Secret, which only the cluster can read.`;
  }
  return password.isSealed
    ? `The password of ${path} is encrypted, and the stack's secrets were not opened.`
    : undefined;
}

function connectionOf({ database }: StackConfig, login: Login): SeedConnection {
  const text = login.password?.reveal() ?? "";
  const isUrl = /^postgres(ql)?:\/\//.test(text);
  return {
    host: login.host,
    port: login.port,
    database: login.database,
    user: login.user,
    password: isUrl ? decodeURIComponent(new URL(text).password) : text,
    tlsMode: database.tlsMode ?? "verify-full",
    ...(database.tlsCa === undefined ? {} : { tlsCa: database.tlsCa }),
    connectTimeoutSeconds: CONNECT_SECONDS,
  };
}

interface Rights {
  readonly createdb: boolean;
  readonly createrole: boolean;
  readonly super: boolean;
  readonly replica: boolean;
}

const RIGHTS = `select rolcreatedb as createdb, rolcreaterole as createrole, rolsuper as super,
  pg_is_in_recovery() as replica from pg_roles where rolname = current_user`;

async function mayMake(client: Client, user: string, superuser: boolean): Promise<CheckFinding> {
  const { rows } = await client.query<Rights>(RIGHTS);
  const [rights] = rows;
  const remedy = remedyIn(preflightDescriptions, "database-makes");
  const failed = (evidence: string): CheckFinding => ({ status: "failed", evidence, remedy });
  if (rights === undefined) return failed(`The role ${user} is not found.`);
  if (rights.replica) return failed("The server is a replica, which takes no writes.");
  const lacking = [
    ...(rights.createdb || rights.super ? [] : ["CREATEDB"]),
    ...(rights.createrole || rights.super ? [] : ["CREATEROLE"]),
  ];
  if (lacking.length > 0) return failed(`The role ${user} lacks ${lacking.join(" and ")}.`);
  if (superuser && !rights.super) {
    return failed(`The role ${user} is no superuser, which database.admin.superuser says it is.`);
  }
  return { status: "ok", evidence: `${user} may make databases and roles.` };
}
