import { Client } from "pg";
import { type ServerConfig, parseConfig } from "./config";
import { explain } from "./errors";

/** One piece of work on the server. */
export interface Work {
  /** What is done, for an error: "create the role dex". */
  readonly action: string;
  /** The database to be connected to; that of the provider's configuration if absent or empty. */
  readonly database?: string;
  /** Values that no error may show. */
  readonly secrets?: readonly (string | undefined)[];
}

/** The end of the queue in which all work on servers waits. */
let lastWork: Promise<unknown> = Promise.resolve();

/** The server that the provider is configured for. */
export class Server {
  config: ServerConfig = parseConfig({});

  /**
   * Does one piece of work on a connection of its own: an open one would keep its database from being
   * dropped.
   *
   * One after another, whichever provider resource asks: grants at the same time fail with "tuple
   * concurrently updated".
   */
  run<T>(work: Work, body: (client: Client) => Promise<T>): Promise<T> {
    const result = lastWork.then(() => this.#connected(work, body));
    lastWork = result.catch(() => undefined);
    return result;
  }

  async #connected<T>(work: Work, body: (client: Client) => Promise<T>): Promise<T> {
    const { connectTimeoutSeconds, database, ...connection } = this.config;
    const client = new Client({
      ...connection,
      database: work.database === undefined || work.database === "" ? database : work.database,
      connectionTimeoutMillis: connectTimeoutSeconds * 1_000,
      application_name: "postgresql provider stand-in",
    });
    // A connection that breaks is reported by the statement that it breaks.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await body(client);
    } catch (error) {
      throw explain(error, work.action, this.config, work.secrets ?? []);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Runs statements as one transaction. */
export async function transaction<T>(client: Client, body: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await body();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** Whether a query finds a row. */
export async function exists(client: Client, text: string, values: unknown[]): Promise<boolean> {
  return (await client.query(text, values)).rows.length > 0;
}
