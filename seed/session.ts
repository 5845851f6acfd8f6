import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Queryable } from "./catalog";
import { clientConfig, connectionError } from "./connection";
import { statementError } from "./database-errors";
import { lookAtMigration } from "./migration-job";
import { neededKinds } from "./prepare";
import { type Access, type ReadyTables, waitForTables } from "./readiness";
import type { NormalizedSeed } from "./request";

/** Attempts at a transaction, with growing pauses between them: about ten seconds in all. */
const maxAttempts = 7;
const firstPause = 150;

/**
 * Runs work on a connection to a migrated database; again, on a new one, after a failure that may
 * pass.
 */
export async function withRetries<T>(
  seed: NormalizedSeed,
  access: Access,
  work: (client: Queryable, tables: ReadyTables) => Promise<T>,
): Promise<T> {
  let connected = false;
  for (let attempt = 1; ; attempt++) {
    const client = new Client(clientConfig(seed.connection));
    // A connection that breaks between two statements would end the process otherwise.
    client.on("error", () => undefined);
    try {
      seed.progress({ step: "connect", attempt });
      await client.connect().catch((error: unknown) => {
        throw connectionError(error, seed.connection, connected);
      });
      connected = true;
      const needed = neededKinds(seed.entries, seed.previous);
      if (seed.wait > 0) seed.progress({ step: "migrations" });
      const wait = { seconds: seed.wait, look: lookAt(seed), signal: seed.signal };
      const tables = await waitForTables(client, seed.schema, needed, access, wait, seed.limits);
      seed.progress({ step: "compare" });
      return await work(client, tables);
    } catch (error) {
      const failure = statementError(error);
      if (!failure.retriable || attempt === maxAttempts || seed.signal?.aborted === true) {
        throw failure;
      }
      await sleep(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random()));
    } finally {
      // Closing undoes a transaction that was not committed.
      await client.end().catch(() => undefined);
    }
  }
}

function lookAt({ migration, connection, wait }: NormalizedSeed) {
  if (migration === undefined || wait === 0) return undefined;
  return () => lookAtMigration(migration, [connection.password]);
}
