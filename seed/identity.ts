import { Client } from "pg";
import { z } from "zod";
import type { Queryable } from "./catalog";
import { clientConfig, type SeedConnection } from "./connection";
import { errorCode } from "../messages/errors";

const identityRow = z.object({ id: z.string() });

/** The cluster's number, made when its files were, and the database's in it. */
const identitySql = `
select s.system_identifier || '/' || d.oid as id
from pg_catalog.pg_control_system() s
join pg_catalog.pg_database d
  on d.datname = current_database()
`;

/**
 * Tells one database from all others, whatever host and port lead to it: a port-forward, a proxy or
 * a renamed host changes nothing. Undefined where the server keeps its number from the role. Not to
 * be called inside a transaction, which a refusal would break.
 */
export async function readDatabaseId(client: Queryable): Promise<string | undefined> {
  try {
    const { rows } = await client.query(identitySql);
    return identityRow.parse(rows[0]).id;
  } catch (error) {
    const refused = ["42501", "42883"].includes(errorCode(error) ?? "");
    if (refused) return undefined;
    throw error;
  }
}

/** Which database a connection leads to; undefined where that can't be found out. */
export async function findDatabaseId(connection: SeedConnection): Promise<string | undefined> {
  const client = new Client(clientConfig(connection));
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await readDatabaseId(client);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
