import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { refuseWizardFields } from "./backends/wizard-fields";
import type { Queryable } from "./catalog";
import { clientConfig, connectionError, type SeedConnection } from "./connection";
import { statementError } from "./database-errors";
import { SeedError } from "./errors";
import { readDatabaseId } from "./identity";
import { confirmCreated } from "./owned";
import type { SeedPlan } from "./plan-types";
import { neededKinds, prepare, type PreviousSeed } from "./prepare";
import { type ReadyTables, waitForTables } from "./readiness";
import type { SeedProgress } from "./progress";
import { reportRun, reportSettled, type SeedResult } from "./report";
import type { DriftMode, PruneMode } from "./modes";
import type { SeedSpecification } from "./schema";
import { fingerprintOfRows, isAskedAgain, readDigest, settle, type SettledRun } from "./settled";
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
  readonly prune?: PruneMode | undefined;
  /** Default: mend. */
  readonly drift?: DriftMode | undefined;
  /** The last run, if it left everything settled. */
  readonly settled?: SettledRun | undefined;
  /** Limit of one wait for a lock, in seconds. Default: 60. */
  readonly lockTimeoutSeconds?: number | undefined;
  /** Limit of one statement, in seconds. Default: 120. */
  readonly statementTimeoutSeconds?: number | undefined;
  /** How long to wait for migrations, in seconds. Default: 0. */
  readonly waitForMigrationsSeconds?: number | undefined;
  /** Told what the run does at the moment. Default: nobody. */
  readonly progress?: SeedProgress | undefined;
}

/** Attempts at a transaction, with growing pauses between them: about ten seconds in all. */
const maxAttempts = 7;
const firstPause = 150;

/** Makes the database hold the specification, in one transaction, and tells what that took. */
export async function applySeed(request: SeedRequest): Promise<SeedResult> {
  const seed = normalize(request);
  let uncertain: CreatedKeys | undefined;
  return withRetries(seed, async (client, tables) => {
    const databaseId = await readDatabaseId(client);
    await client.query("begin isolation level read committed");
    await client.query(limitsSql, seed.limits);
    await client.query(lockSql, [lockClass, lockKey(seed.schema)]);
    const before = await readDigest(client, seed.schema, tables);
    if (seed.settled?.rows === fingerprintOfRows(seed, tables, before)) {
      await client.query("commit");
      return { ...reportSettled(seed.settled), databaseId };
    }
    const prepared = await prepare(client, tables, seed);
    const created = await writePlan(
      client,
      seed.schema,
      tables.found,
      prepared.plan,
      seed.progress,
    );
    const confirmed = confirmCreated(created, uncertain, prepared.current);
    // Should the connection break now, nobody knows whether the commit happened.
    if (hasChanges(prepared.plan)) uncertain = created;
    const result = reportRun(seed, prepared, confirmed);
    const after = await readDigest(client, seed.schema, tables, true);
    seed.progress({ step: "commit" });
    await client.query("commit");
    const left = { ...result, warnings: prepared.warnings };
    // What keeps a drift can't be told from what has none.
    const settled =
      seed.drift === "mend" ? settle(seed, tables, left, { before, after }) : undefined;
    return { ...result, settled, databaseId };
  });
}

/** What {@link applySeed} would do now; it writes nothing and takes no lock. */
export async function previewSeed(request: SeedRequest): Promise<SeedPlan> {
  const seed = normalize(request);
  return withRetries(seed, async (client, tables) => {
    await client.query("begin isolation level repeatable read read only");
    await client.query(limitsSql, seed.limits);
    const digest = seed.settled && (await readDigest(client, seed.schema, tables));
    const plan =
      digest !== undefined && seed.settled?.rows === fingerprintOfRows(seed, tables, digest)
        ? reportSettled(seed.settled).plan
        : (await prepare(client, tables, seed)).plan;
    await client.query("commit");
    return plan;
  });
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

interface NormalizedSeed {
  readonly connection: SeedConnection;
  readonly schema: string;
  readonly specification: SeedSpecification;
  readonly previous: PreviousSeed | undefined;
  readonly prune: PruneMode;
  readonly drift: DriftMode;
  readonly wait: number;
  readonly progress: SeedProgress;
  /** Of a statement and of a wait for a lock, in milliseconds. */
  readonly limits: [string, string];
  /** A settled run that was asked the same. */
  readonly settled: SettledRun | undefined;
}

function normalize(request: SeedRequest): NormalizedSeed {
  const seed = {
    connection: request.connection,
    schema: request.schema ?? "membership",
    specification: request.specification,
    previous: request.previous,
    prune: request.prune ?? "never",
    drift: request.drift ?? "mend",
    wait: request.waitForMigrationsSeconds ?? 0,
    progress: request.progress ?? (() => undefined),
    limits: [
      milliseconds(request.statementTimeoutSeconds, statementTimeout),
      milliseconds(request.lockTimeoutSeconds, lockTimeout),
    ] satisfies [string, string],
  } as const;
  // What was settled was valid.
  if (request.settled !== undefined && isAskedAgain(seed, request.settled)) {
    return { ...seed, settled: request.settled };
  }
  const validated = validateSpecification(request.specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  refuseWizardFields(validated.specification);
  return { ...seed, settled: undefined };
}

function milliseconds(seconds: number | undefined, otherwise: number): string {
  return String(seconds === undefined ? otherwise : Math.max(1, Math.round(seconds * 1000)));
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
      seed.progress({ step: "connect", attempt });
      await client.connect().catch((error: unknown) => {
        throw connectionError(error, seed.connection, connected);
      });
      connected = true;
      const needed = neededKinds(seed.specification, seed.previous);
      if (seed.wait > 0) seed.progress({ step: "migrations" });
      const tables = await waitForTables(client, seed.schema, needed, seed.wait, seed.limits);
      seed.progress({ step: "compare" });
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
