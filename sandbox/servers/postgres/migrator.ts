import { errorCode, messageOf } from "../../../messages/errors";
import { setTimeout as sleep } from "node:timers/promises";

import { Client, escapeIdentifier } from "pg";

import type { PostgresServer } from ".";
import { documentedTables } from "./membership-tables";

/** A running stand-in for Membership's migration Job. */
export interface Migrator {
  /** Ends it; waits for a migration that has begun. */
  stop(): Promise<void>;
}

/** What a migrator works on. */
export interface MigratorOptions {
  readonly server: Pick<PostgresServer, "host" | "port" | "user" | "password">;
  /** @default "membership" */
  readonly database?: string;
  /** Called once for each database that got its tables. */
  readonly onMigrated?: () => void;
  /** Called when a migration failed; it is tried again. */
  readonly onFailure?: (message: string) => void;
}

interface FoundDatabase {
  readonly oid: number;
  readonly owner: string;
}

const INTERVAL = 300;

/**
 * Plays the part of Membership's migration Job, which no cluster runs in the sandbox: as soon as the
 * database exists it gets the documented tables, made by its owner, so that the seed can go on.
 */
export function startMigrator(options: MigratorOptions): Migrator {
  const stopping = new AbortController();
  const running = watch(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function watch(options: MigratorOptions, signal: AbortSignal): Promise<void> {
  const database = options.database ?? "membership";
  let migrated: number | undefined;
  let complaint: string | undefined;
  while (!signal.aborted) {
    try {
      const found = await findDatabase(options, database);
      // A database that was dropped and recreated has another number.
      if (found !== undefined && found.oid !== migrated) {
        await migrate(options, database, found.owner);
        migrated = found.oid;
        options.onMigrated?.();
      }
    } catch (error) {
      // The database may have gone again, or the server may be restarting: the next look tells.
      const message = messageOf(error);
      if (!isPassing(error) && message !== complaint) {
        complaint = message;
        options.onFailure?.(message);
      }
    }
    await sleep(INTERVAL, undefined, { signal }).catch(() => undefined);
  }
}

async function findDatabase(
  options: MigratorOptions,
  database: string,
): Promise<FoundDatabase | undefined> {
  // Not a connection to keep: the server must be free to stop, and the database to be dropped.
  return withClient(options, "postgres", async (client) => {
    const { rows } = await client.query<FoundDatabase>(
      `select d.oid::int8::int as oid, r.rolname as owner
         from pg_database d
         join pg_roles r on r.oid = d.datdba
        where d.datname = $1`,
      [database],
    );
    return rows[0];
  });
}

async function migrate(options: MigratorOptions, database: string, owner: string): Promise<void> {
  await withClient(options, database, async (client) => {
    await client.query("begin");
    await client.query(`set local role ${escapeIdentifier(owner)}`);
    await client.query(documentedTables);
    await client.query("commit");
  });
}

async function withClient<T>(
  options: MigratorOptions,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { host, port, user, password } = options.server;
  const client = new Client({
    host,
    port,
    user,
    password,
    database,
    connectionTimeoutMillis: 5_000,
    application_name: "sandbox-migrator",
  });
  // A server that stops ends idle connections with an error event.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether an error says only that the server or the database is not there at this moment. */
function isPassing(error: unknown): boolean {
  // A busy machine may answer late; the next try tells.
  if (/time-?out/i.test(messageOf(error))) return true;
  return ["ECONNREFUSED", "ECONNRESET", "57P01", "57P03", "3D000"].includes(errorCode(error) ?? "");
}
