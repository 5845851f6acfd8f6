import { printable } from "../messages/printable";
import { SeedError } from "./errors";
import { readDatabaseId } from "./identity";
import { confirmCreated } from "./owned";
import type { SeedPlan } from "./plan-types";
import { prepare } from "./prepare";
import { reportRun, reportSettled, type SeedResult } from "./report";
import type { ReadyTables } from "./readiness";
import { type NormalizedSeed, normalize, type SeedRequest } from "./request";
import { missingGrants, requireRights, rightsToWrite } from "./rights";
import { withRetries } from "./session";
import { fingerprintOfRows, readDigest, settle } from "./settled";
import { beginReading, limitsSql, lockClass, lockKey, lockSql } from "./sql/session";
import { hasChanges } from "./summary";
import { type CreatedKeys, writePlan } from "./write";

/** Makes the database hold the specification, in one transaction, and tells what that took. */
export async function applySeed(request: SeedRequest): Promise<SeedResult> {
  const seed = normalize(request);
  let uncertain: CreatedKeys | undefined;
  return withRetries(seed, "write", async (client, tables) => {
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
    requireRights(
      { schema: seed.schema, role: tables.role },
      rightsToWrite(tables.found, prepared.plan),
    );
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
    if (seed.signal?.aborted === true) {
      throw new SeedError("The seed was stopped before it was complete: nothing was written.");
    }
    seed.progress({ step: "commit" });
    await client.query("commit");
    // What keeps a drift can't be told from what has none.
    const settled =
      seed.drift === "restore" ? settle(seed, tables, result, { before, after }) : undefined;
    return { ...result, settled, databaseId };
  });
}

/** What {@link applySeed} would do now; it writes nothing and takes no lock. */
export async function previewSeed(request: SeedRequest): Promise<SeedPlan> {
  const seed = normalize(request);
  return withRetries(seed, "read", async (client, tables) => {
    await client.query(beginReading);
    await client.query(limitsSql, seed.limits);
    const digest = seed.settled && (await readDigest(client, seed.schema, tables));
    const plan =
      digest !== undefined && seed.settled?.rows === fingerprintOfRows(seed, tables, digest)
        ? reportSettled(seed.settled).plan
        : (await prepare(client, tables, seed)).plan;
    await client.query("commit");
    return withMissingRights(plan, seed, tables);
  });
}

/** Who only looks may do so without the rights to write, but should know of those that are missing. */
function withMissingRights(plan: SeedPlan, seed: NormalizedSeed, tables: ReadyTables): SeedPlan {
  const { role, found } = tables;
  const grants = missingGrants({ schema: seed.schema, role }, rightsToWrite(found, plan));
  if (grants.length === 0) return plan;
  const warning = `role ${printable(role)} lacks rights to carry this out. As the tables' owner, run: ${grants.join(" ")}`;
  return { ...plan, warnings: [...plan.warnings, warning] };
}
