import { createHmac } from "node:crypto";
import { z } from "zod";
import type { KindTables, Queryable } from "./catalog";
import type { Owned, SeedPlan } from "./plan-types";
import type { ReadyTables } from "./readiness";
import { byKind, type ByKind, kinds } from "./rows";
import { type PrunePolicy, type SeedSpecification, specVersion } from "./specification";
import { digestSql } from "./sql/digest";
import { tables } from "./tables";

/*
 * A run that found or made everything as wanted leaves two fingerprints: of what it was asked, and
 * of the rows that it left. Where both are the same again, there is nothing to do, and the rows
 * need not be read. Any other row, column, entry or release only costs the full comparison.
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

/** What a fingerprint of a request is made of. */
export interface Asked {
  readonly schema: string;
  readonly specification: SeedSpecification;
  readonly prune: PrunePolicy;
  readonly owned: Owned;
  /** Key of the fingerprints: without it nobody can try out values that a hash was made of. */
  readonly key: string;
}

/** The hashes of the tables' rows. */
export interface Digest {
  /** All rows, by kind. */
  readonly whole: string;
  /** The rows that this transaction did not write; empty unless it was asked for. */
  readonly others: string;
}

/** Entries of a list in one part of what a fingerprint is made of. */
const partLength = 1000;

/** Entries of a part that are made into text together. */
const pieceLength = 50;

const ids = z.record(z.string(), z.string());
const count = z.number();
const storedRun = z.object({
  settled: z.object({
    asked: z.string(),
    rows: z.string(),
    unchanged: z.object({
      users: count,
      organizations: count,
      members: count,
      regions: count,
      stacks: count,
    }),
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

const digestRow = z.object({
  kind: z.string(),
  whole: z.string(),
  others: z.string().nullable(),
});

/** Reads the hashes in one statement; `withOthers` as in {@link Digest}. */
export async function readDigest(
  client: Queryable,
  schema: string,
  found: KindTables,
  withOthers = false,
): Promise<Digest> {
  const { rows } = await client.query(digestSql(schema, found, withOthers));
  const parsed = rows.map((row) => digestRow.parse(row));
  return {
    whole: JSON.stringify(parsed.map(({ kind, whole }) => [kind, whole])),
    others: withOthers ? JSON.stringify(parsed.map(({ kind, others }) => [kind, others])) : "",
  };
}

/** Fingerprint of what is asked; another release that reads other columns makes another one. */
export function fingerprintOfRequest({ key, specification, owned, ...rest }: Asked): string {
  return fingerprint(key, textOfRequest());

  function* textOfRequest(): Iterable<string> {
    yield JSON.stringify([specVersion, tables, rest]);
    yield* textOfLists(specification);
    yield* textOfLists(owned);
  }
}

/** Lists with their names, in parts: one text of a hundred thousand rows would take much memory. */
function* textOfLists(lists: object): Iterable<string> {
  for (const [name, list] of Object.entries(lists) as [string, readonly unknown[] | undefined][]) {
    yield JSON.stringify([name, list?.length]);
    for (let start = 0; start < (list?.length ?? 0); start += partLength) {
      yield* textOfPart(list?.slice(start, start + partLength) ?? []);
    }
  }
}

/** The JSON of a part: an organization can have many members, so that of a part can be long. */
function* textOfPart(entries: readonly unknown[]): Iterable<string> {
  for (let start = 0; start < entries.length; start += pieceLength) {
    const json = JSON.stringify(entries.slice(start, start + pieceLength));
    yield `${start === 0 ? "[" : ","}${json.slice(1, -1)}`;
  }
  yield "]";
}

/** Fingerprint of the tables as they are. */
export function fingerprintOfRows(
  key: string,
  { found, noMembers }: ReadyTables,
  digest: Digest,
): string {
  const catalog = kinds.flatMap((kind) => {
    const table = found[kind];
    return table === undefined ? [] : [{ ...table, kind, columns: [...table.columns.values()] }];
  });
  return fingerprint(key, [JSON.stringify([catalog, noMembers, digest.whole])]);
}

/**
 * What to remember of a run; undefined where the next one has to compare. `before` was read ahead of
 * the rows that the plan is made of and `after` behind the writes: between them nobody else wrote,
 * so the rows are those of the plan and those that it made.
 */
export function settle(
  asked: { readonly fingerprint: string; readonly key: string },
  ready: ReadyTables,
  { plan, warnings }: { readonly plan: SeedPlan; readonly warnings: readonly string[] },
  { before, after }: { readonly before: Digest; readonly after: Digest },
): Settled | undefined {
  const replaces = Object.values(plan.kinds).some(
    ({ updates, deletes, kept }) => updates.length + deletes.length + kept.length > 0,
  );
  const scripted = kinds.some((kind) => ready.found[kind]?.scripted === true);
  if (replaces || scripted || after.others !== before.whole) return undefined;
  return {
    asked: asked.fingerprint,
    rows: fingerprintOfRows(asked.key, ready, after),
    unchanged: byKind((kind) => plan.kinds[kind].unchanged + plan.kinds[kind].creates.length),
    warnings,
  };
}

/** The plan of a run that has nothing to do. */
export function settledPlan({ unchanged }: Settled): SeedPlan {
  return {
    kinds: byKind((kind) => ({
      creates: [],
      updates: [],
      deletes: [],
      kept: [],
      unchanged: unchanged[kind],
    })),
    createdValue: () => null,
    problems: [],
    ids: byKind(() => []),
  };
}

function fingerprint(key: string, parts: Iterable<string>): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
