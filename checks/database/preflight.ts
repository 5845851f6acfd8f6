import { Client } from "pg";

import { defaults } from "../../facts/defaults";
import type { StackConfig } from "../../config/schema";
import type { SecretText } from "../../config/secret-text";
import {
  administratorDatabase,
  databaseForOperator,
  databaseForPods,
  operatorAddress,
  tlsModes,
  type DatabasePlace,
  type OperatorAddress,
} from "../../facts/database";
import { usesPostgres } from "../../facts/deployment";
import { parsePostgresUrl } from "../../facts/postgres-url";
import { clientConfig, connectionError } from "../../seed/connection";
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
  readonly place: DatabasePlace;
  readonly password: string;
  /** Why user or password are not known here, in a sentence. */
  readonly unknown?: string | undefined;
  /** Whether this machine has to reach the server, rather than the pods alone. */
  readonly fromHere: boolean;
}

/** Whether the roles of a stack's databases can log in, and an administrator may make databases. */
export function databasePreflight(config: StackConfig): Chain[] {
  const { database } = config;
  if (database.mode !== "managed") {
    return existingLogins(config).map((login) => [loginCheck(login)]);
  }
  const path = "database.admin";
  const place = administratorDatabase(database);
  const { password, superuser = defaults.database.admin.superuser } = database.admin ?? {};
  const login: Login = { path, place, fromHere: true, ...opened(path, password) };
  const makes = check(login, "database-makes", (client) => mayMake(client, place.user, superuser));
  return [[loginCheck(login), makes]];
}

/** The roles of the services that are deployed, as far as this machine knows their passwords. */
function existingLogins(config: StackConfig): Login[] {
  const { database, seed } = config;
  const seeds = seed !== undefined && seed.via !== "wizard" && seed.portForward === undefined;
  return (["membership", "dex", "console", "portal"] as const)
    .filter((service) => usesPostgres(config, service))
    .map((service): Login => {
      const path = `database.${service}`;
      const own = database[service];
      const fromHere = service === "membership" && seeds;
      const place = fromHere
        ? databaseForOperator(database, service)
        : databaseForPods(database, service);
      if (own?.url !== undefined)
        return {
          path,
          fromHere,
          ...urlLogin(path, place, own.url, fromHere ? operatorAddress(database, service) : {}),
        };
      const usesIam = service !== "dex" && (own?.iam ?? database.iam) === true;
      const unknown = usesIam
        ? `${path} logs in by IAM of AWS, whose tokens only the pods get.`
        : undefined;
      return { path, place, fromHere, ...opened(path, own?.password), ...(unknown && { unknown }) };
    });
}

/** The login of a URL, which wins over the other settings but for another address of the server. */
function urlLogin(
  path: string,
  place: DatabasePlace,
  url: SecretText,
  address: OperatorAddress,
): Omit<Login, "path" | "fromHere"> {
  if (url.isSealed) return { place, ...opened(path, url) };
  const { host, port, database, user, password } = parsePostgresUrl(url.reveal());
  const tlsMode = new URL(url.reveal()).searchParams.get("sslmode");
  return {
    place: {
      ...place,
      host: address.host ?? host,
      port: address.port ?? port,
      database,
      user,
      tlsMode: tlsModes.find((mode) => mode === tlsMode) ?? place.tlsMode,
    },
    password,
  };
}

function loginCheck(login: Login): Check {
  const { user, database } = login.place;
  return check(login, "database-login", async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return {
      status: "ok",
      evidence: `${user} is logged in to ${database}, PostgreSQL ${rows[0]?.version ?? ""}.`,
    };
  });
}

function check(
  login: Login,
  id: PreflightCheckId,
  look: (client: Client) => Promise<CheckFinding>,
): Check {
  const { path, place, password, unknown, fromHere } = login;
  return {
    id,
    group: "database",
    subject: `${place.host}:${place.port}`,
    path,
    run: async () => {
      if (unknown !== undefined) return { status: "not-done", evidence: unknown };
      const connection = { ...place, password, connectTimeoutSeconds: CONNECT_SECONDS };
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

/** A password in clear, or why it is not known. */
function opened(
  path: string,
  password: SecretText | undefined,
): Pick<Login, "password" | "unknown"> {
  if (password === undefined) {
    return {
      password: "",
      unknown: `The password of ${path} is in a Secret, which only the cluster can read.`,
    };
  }
  if (!password.isSealed) return { password: password.reveal() };
  return {
    password: "",
    unknown: `The password of ${path} is encrypted, and the stack's secrets were not opened.`,
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
