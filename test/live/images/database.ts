import { Client } from "pg";
import { variable } from "./environment";

const CONNECT_LIMIT = 5_000;

/** Runs work on the service's database; the variables are those of the real images. */
export async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: variable("POSTGRES_URI"),
    connectionTimeoutMillis: CONNECT_LIMIT,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
