import { Client } from "pg";
import type { Queryable } from "./catalog";
import { clientConfig, connectionError, type SeedConnection } from "./connection";
import { statementError } from "./database-errors";

/**
 * Runs work on a connection of its own, once, and closes it.
 *
 * @throws {SeedError} in words for people, for a failed connection as for a failed statement
 */
export async function withClient<T>(
  connection: SeedConnection,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = new Client(clientConfig(connection));
  // A connection that breaks between two statements would end the process otherwise.
  client.on("error", () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw connectionError(error, connection);
    });
    return await work(client);
  } catch (error) {
    throw statementError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
