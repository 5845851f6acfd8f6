import { createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Queryable } from "./catalog";
import { descriptors } from "./kinds";
import type { PruneMode } from "./modes";
import type { Owned, SeedPlan } from "./plan-types";
import type { PreviousSeed } from "./prepare";
import type { ReadyTables } from "./readiness";
import { byKind, type ByKind, kinds } from "./rows";
import type { SeedSpecification } from "./schema";
import { digestSql } from "./sql/digest";

/*
 * A run that left everything as specified remembers two fingerprints: of the request and of the
 * rows. While both are the same there is nothing to do, and the rows need not be read. Any other
 * row, column, entry or release only costs the full comparison.
 */

/** What a settled run leaves; none of it is a secret. */
export interface Settled {
  /** Fingerprint of the request. */
  readonly asked: string;
  /** Fingerprint of the tables: their columns and rows. */
  readonly rows: string;
  readonly unchanged: Readonly<ByKind<number>>;
  readonly warnings: readonly string[];
}

/** A settled run, with what it reported. */
export interface SettledRun extends Settled {
  readonly owned: Owned;
  readonly organizationIds: Readonly<Record<string, string>>;
  readonly regionIds: Readonly<Record<string, string>>;
  readonly stackIds: Readonly<Record<string, string>>;
}

/** A request, as far as it decides what a run does. */
export interface Asked {
  readonly schema: string;
  /** The specification as the caller has it. */
  readonly written: SeedSpecification;
  readonly prune: PruneMode;
  /** Its password is the key of the fingerprints: without it nobody can try out values. */
  readonly connection: { readonly password: string };
  readonly previous?: PreviousSeed | undefined;
}

/** The hashes of the tables' rows. */
export interface Digest {
  /** All rows, by kind. */
  readonly whole: string;
  /** The rows that this transaction did not write; empty unless it was asked for. */
  readonly others: string;
}

const ids = z.record(z.string(), z.string());
const storedRun = z.object({
  settled: z.object({
    asked: z.string(),
    rows: z.string(),
    unchanged: z.object(byKind(() => z.number())),
    warnings: z.array(z.string()),
  }),
  organizationIds: ids,
  regionIds: ids,
  stackIds: ids,
});

/** The last run as a state remembers it; none where it was not settled. */
export function parseSettled(stored: object, owned: Owned): SettledRun | undefined {
  const parsed = storedRun.safeParse(stored);
  if (!parsed.success) return undefined;
  const { settled, ...reported } = parsed.data;
  return { ...settled, ...reported, owned };
}

const digestRow = z.object({ kind: z.string(), whole: z.string(), others: z.string().nullable() });

/** Reads the hashes in one statement; `withOthers` as in {@link Digest}. */
export async function readDigest(
  client: Queryable,
  schema: string,
  { found }: ReadyTables,
  withOthers = false,
): Promise<Digest> {
  const { rows } = await client.query(digestSql(schema, found, withOthers));
  const parsed = rows.map((row) => digestRow.parse(row));
  return {
    whole: JSON.stringify(parsed.map(({ kind, whole }) => [kind, whole])),
    others: withOthers ? JSON.stringify(parsed.map(({ kind, others }) => [kind, others])) : "",
  };
}

/** Whether a run is asked the same as a settled one. */
export function isAskedAgain(asked: Asked, settled: SettledRun): boolean {
  const { previous, written } = asked;
  return (
    settled.asked === fingerprintOfRequest(asked, previous?.owned ?? settled.owned) &&
    (previous === undefined || isDeepStrictEqual(previous.specification, written))
  );
}

/** Another release that reads other columns makes another fingerprint. */
function fingerprintOfRequest({ connection, schema, written, prune }: Asked, owned: Owned): string {
  return fingerprint(connection.password, [
    [descriptors, schema, prune],
    ...Object.entries(written),
    ...Object.entries(owned),
  ]);
}

/** Fingerprint of the tables as they are. */
export function fingerprintOfRows(
  { connection }: Asked,
  { found, reasons }: ReadyTables,
  digest: Digest,
): string {
  const catalog = kinds.flatMap((kind) => {
    const table = found[kind];
    return table === undefined ? [] : [{ ...table, kind, columns: [...table.columns.values()] }];
  });
  return fingerprint(connection.password, [catalog, reasons, digest.whole]);
}

/**
 * What to remember of a run; undefined where the next one has to compare. `before` was read ahead of
 * the rows that the plan is made of and `after` behind the writes: between them nobody else wrote,
 * so the rows are those of the plan and those that it made.
 */
export function settle(
  asked: Asked,
  ready: ReadyTables,
  { plan, owned }: { readonly plan: SeedPlan; readonly owned: Owned },
  { before, after }: { readonly before: Digest; readonly after: Digest },
): Settled | undefined {
  const replaces = Object.values(plan.kinds).some(
    ({ updates, deletes, kept }) => updates.length + deletes.length + kept.length > 0,
  );
  const scripted = kinds.some((kind) => ready.found[kind]?.scripted === true);
  if (replaces || scripted || after.others !== before.whole) return undefined;
  return {
    asked: fingerprintOfRequest(asked, owned),
    rows: fingerprintOfRows(asked, ready, after),
    unchanged: byKind((kind) => plan.kinds[kind].unchanged + plan.kinds[kind].creates.length),
    warnings: plan.warnings,
  };
}

/** The plan of a run that has nothing to do. */
export function settledPlan({ unchanged, warnings }: Settled): SeedPlan {
  return {
    kinds: byKind((kind) => ({
      creates: [],
      updates: [],
      deletes: [],
      kept: [],
      unchanged: unchanged[kind],
    })),
    problems: [],
    warnings,
    ids: byKind(() => []),
  };
}

function fingerprint(key: string, parts: readonly unknown[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(JSON.stringify(part));
  return hmac.digest("hex");
}
