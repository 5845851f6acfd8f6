import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { refuseWizardFields } from "./backends/wizard-fields";
import type { Queryable } from "./catalog";
import { clientConfig, connectionError, type SeedConnection } from "./connection";
import { statementError } from "./database-errors";
import { SeedError } from "./errors";
import { readDatabaseId } from "./identity";
import { confirmCreated } from "./owned";
import type { Owned, SeedPlan } from "./plan-types";
import { neededKinds, prepare, type Prepared, type PreviousSeed, want } from "./prepare";
import { type ReadyTables, waitForTables } from "./readiness";
import type { SeedProgress } from "./progress";
import { reportRun, reportSettled, type SeedResult } from "./report";
import type { ByKind } from "./rows";
import {
  type Asked,
  type Digest,
  fingerprintOfRequest,
  fingerprintOfRows,
  readDigest,
  settle,
  type SettledRun,
} from "./settled";
import type { DriftPolicy, PrunePolicy, SeedSpecification } from "./specification";
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
  /** Default: mend. */
  readonly drift?: DriftPolicy | undefined;
  /** The last run, if it left everything settled: the same again is then seen at a glance. */
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
    const digest = (withOthers = false): Promise<Digest> =>
      readDigest(client, seed.schema, tables.found, withOthers);
    if (seed.settled !== undefined) {
      const settled = findSettled(seed, tables, await digest());
      if (settled !== undefined) {
        await client.query("commit");
        return { ...reportSettled(settled), databaseId };
      }
    }
    const [before, wanted] = await meanwhile(digest(), () => want(tables, seed));
    const prepared = await prepare(client, tables, seed, wanted);
    const created = await writePlan(
      client,
      seed.schema,
      tables.found,
      prepared.plan,
      seed.progress,
    );
    const confirmed = confirmCreated(created, uncertain, prepared.current);
    const [after, report] = await meanwhile(digest(true), () =>
      reportOn(seed, prepared, confirmed),
    );
    // Should the connection break now, nobody knows whether the commit happened.
    if (hasChanges(prepared.plan)) uncertain = created;
    seed.progress({ step: "commit" });
    await client.query("commit");
    // What keeps a drift can't be told from what has none.
    const settled =
      seed.drift === "mend" ? settle(report.asked, tables, prepared, { before, after }) : undefined;
    return { ...report.result, settled, databaseId };
  });
}

/** What {@link applySeed} would do now; it writes nothing and takes no lock. */
export async function previewSeed(request: SeedRequest): Promise<SeedPlan> {
  const seed = normalize(request);
  return withRetries(seed, async (client, tables) => {
    await client.query("begin isolation level repeatable read read only");
    await client.query(limitsSql, seed.limits);
    const settled =
      seed.settled &&
      findSettled(seed, tables, await readDigest(client, seed.schema, tables.found));
    const plan =
      settled === undefined
        ? (await prepare(client, tables, seed, want(tables, seed))).plan
        : reportSettled(settled).plan;
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
  /** The specification as it was given: what a fingerprint is made of. */
  readonly given: SeedSpecification;
  readonly previous: PreviousSeed | undefined;
  readonly prune: PrunePolicy;
  readonly drift: DriftPolicy;
  readonly wait: number;
  readonly progress: SeedProgress;
  /** Of a statement and of a wait for a lock, in milliseconds. */
  readonly limits: [string, string];
  /** A settled run that was asked the same. */
  readonly settled: SettledRun | undefined;
}

function normalize(request: SeedRequest): NormalizedSeed {
  const { settled, previous } = request;
  const seed = {
    connection: request.connection,
    schema: request.schema ?? "membership",
    specification: request.specification,
    given: request.specification,
    previous,
    prune: request.prune ?? "never",
    drift: request.drift ?? "mend",
    wait: request.waitForMigrationsSeconds ?? 0,
    progress: request.progress ?? (() => undefined),
    limits: [
      milliseconds(request.statementTimeoutSeconds, statementTimeout),
      milliseconds(request.lockTimeoutSeconds, lockTimeout),
    ] satisfies [string, string],
  };
  // What was settled was valid.
  if (settled !== undefined && isSameAgain(seed, settled)) return { ...seed, settled };
  const validated = validateSpecification(request.specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  refuseWizardFields(validated.specification);
  return { ...seed, specification: validated.specification, settled: undefined };
}

function milliseconds(seconds: number | undefined, otherwise: number): string {
  return String(seconds === undefined ? otherwise : Math.max(1, Math.round(seconds * 1000)));
}

function isSameAgain(seed: Omit<NormalizedSeed, "settled">, settled: SettledRun): boolean {
  const { previous, specification } = seed;
  const asked = askedOf(seed, previous?.owned ?? settled.owned);
  return (
    settled.asked === fingerprintOfRequest(asked) &&
    (previous === undefined || isDeepStrictEqual(previous.specification, specification))
  );
}

function askedOf(
  { schema, given, prune, connection }: Omit<NormalizedSeed, "settled">,
  owned: Owned,
): Asked {
  return { schema, specification: given, prune, owned, key: connection.password };
}

/** Works here while the server answers. */
async function meanwhile<A, B>(answer: Promise<A>, work: () => B): Promise<[A, B]> {
  return Promise.all([answer, Promise.resolve().then(work)]);
}

/** What a run did, and the fingerprint of what it was asked. */
function reportOn(
  seed: NormalizedSeed,
  prepared: Prepared,
  created: ByKind<readonly string[]>,
): { readonly result: SeedResult; readonly asked: { fingerprint: string; key: string } } {
  const result = reportRun(seed, prepared, created);
  const fingerprint = fingerprintOfRequest(askedOf(seed, result.owned));
  return { result, asked: { fingerprint, key: seed.connection.password } };
}

function findSettled(
  { settled, connection }: NormalizedSeed,
  tables: ReadyTables,
  digest: Digest,
): SettledRun | undefined {
  if (settled === undefined) return undefined;
  return settled.rows === fingerprintOfRows(connection.password, tables, digest)
    ? settled
    : undefined;
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
