import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Queryable } from "./catalog";
import { clientConfig, connectionError, type SeedConnection } from "./connection";
import { statementError } from "./database-errors";
import { SeedError } from "./errors";
import { confirmCreated } from "./owned";
import type { SeedPlan } from "./plan-types";
import { neededKinds, prepare, type PreviousSeed } from "./prepare";
import { type ReadyTables, waitForTables } from "./readiness";
import { reportRun, type SeedResult } from "./report";
import type { PrunePolicy, SeedSpecification } from "./specification";
import {
  limitsSql,
  lockClass,
  lockKey,
  lockSql,
  lockTimeout,
  statementTimeout,
} from "./sql/session";
import { hasChanges } from "./summary";
import { validateSpecification } from "./validate";
import { type CreatedKeys, writePlan } from "./write";

/** What is to be applied, and where. */
export interface SeedRequest {
  readonly connection: SeedConnection;
  /** Schema of Membership's tables. Default: membership. */
  readonly schema?: string | undefined;
  readonly specification: SeedSpecification;
  /** What was applied last, for removals and for values that are given no more. */
  readonly previous?: PreviousSeed | undefined;
  /** Default: never. */
  readonly prune?: PrunePolicy | undefined;
  /** How long to wait for migrations, in seconds. Default: 0. */
  readonly waitForMigrationsSeconds?: number | undefined;
}

/** Attempts at a transaction, with growing pauses between them: about ten seconds in all. */
const maxAttempts = 7;
const firstPause = 150;

/** Makes the database hold the specification, in one transaction, and tells what that took. */
export async function applySeed(request: SeedRequest): Promise<SeedResult> {
  const seed = normalize(request);
  let uncertain: CreatedKeys | undefined;
  return withRetries(seed, async (client, tables) => {
    await client.query("begin isolation level read committed");
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    await client.query(lockSql, [lockClass, lockKey(seed.schema)]);
    const prepared = await prepare(client, tables, seed);
    const created = await writePlan(client, seed.schema, tables.found, prepared.plan);
    const confirmed = confirmCreated(created, uncertain, prepared.current);
    // Should the connection break now, nobody knows whether the commit happened.
    if (hasChanges(prepared.plan)) uncertain = created;
    await client.query("commit");
    return reportRun(seed, prepared, confirmed);
  });
}

/** What {@link applySeed} would do now; it writes nothing and takes no lock. */
export async function previewSeed(request: SeedRequest): Promise<SeedPlan> {
  const seed = normalize(request);
  return withRetries(seed, async (client, tables) => {
    await client.query("begin isolation level repeatable read read only");
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    const { plan } = await prepare(client, tables, seed);
    await client.query("commit");
    return plan;
  });
}

interface NormalizedSeed {
  readonly connection: SeedConnection;
  readonly schema: string;
  readonly specification: SeedSpecification;
  readonly previous: PreviousSeed | undefined;
  readonly prune: PrunePolicy;
  readonly wait: number;
}

function normalize(request: SeedRequest): NormalizedSeed {
  const validated = validateSpecification(request.specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  return {
    connection: request.connection,
    schema: request.schema ?? "membership",
    specification: validated.specification,
    previous: request.previous,
    prune: request.prune ?? "never",
    wait: request.waitForMigrationsSeconds ?? 0,
  };
}

async function withRetries<T>(
  seed: NormalizedSeed,
  work: (client: Queryable, tables: ReadyTables) => Promise<T>,
): Promise<T> {
  let connected = false;
  for (let attempt = 1; ; attempt++) {
    const client = new Client(clientConfig(seed.connection));
    // A connection that breaks between two statements would end the process otherwise.
    client.on("error", () => undefined);
    try {
      await client.connect().catch((error: unknown) => {
        throw connectionError(error, seed.connection, connected);
      });
      connected = true;
      const needed = neededKinds(seed.specification, seed.previous);
      const tables = await waitForTables(client, seed.schema, needed, seed.wait);
      return await work(client, tables);
    } catch (error) {
      const failure = statementError(error);
      if (!failure.retriable || attempt === maxAttempts) throw failure;
      await sleep(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random()));
    } finally {
      // Closing undoes a transaction that was not committed.
      await client.end().catch(() => undefined);
    }
  }
}
