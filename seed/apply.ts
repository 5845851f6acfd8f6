import { readDatabaseId } from "./identity";
import { confirmCreated } from "./owned";
import type { SeedPlan } from "./plan-types";
import { prepare } from "./prepare";
import { reportRun, reportSettled, type SeedResult } from "./report";
import { normalize, type SeedRequest } from "./request";
import { withRetries } from "./session";
import { fingerprintOfRows, readDigest, settle } from "./settled";
import { beginReading, limitsSql, lockClass, lockKey, lockSql } from "./sql/session";
import { hasChanges } from "./summary";
import { type CreatedKeys, writePlan } from "./write";

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
    // Reported while the server hashes the rows.
    const [after, result] = await Promise.all([
      readDigest(client, seed.schema, tables, true),
      Promise.resolve().then(() => reportRun(seed, prepared, confirmed)),
    ]);
    seed.progress({ step: "commit" });
    await client.query("commit");
    // What keeps a drift can't be told from what has none.
    const settled =
      seed.drift === "mend" ? settle(seed, tables, result, { before, after }) : undefined;
    return { ...result, settled, databaseId };
  });
}

/** What {@link applySeed} would do now; it writes nothing and takes no lock. */
export async function previewSeed(request: SeedRequest): Promise<SeedPlan> {
  const seed = normalize(request);
  return withRetries(seed, async (client, tables) => {
    await client.query(beginReading);
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
