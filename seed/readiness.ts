import { setTimeout as sleep } from "node:timers/promises";
import {
  type Catalog,
  type CatalogTable,
  type KindTables,
  type Queryable,
  readCatalog,
} from "./catalog";
import { SeedError } from "./errors";
import { descriptors, isLookedUp, references } from "./kinds";
import type { FoundTable } from "./kinds/kind";
import type { MigrationState } from "./migration-job";
import { missingGrants, requireRights, requireWritable, type Rights, rightsToRead } from "./rights";
import { byKind, type Kind, kinds } from "./rows";
import { limitsSql, lockTimeout, statementTimeout } from "./sql/session";

/** Time between two looks at the catalog, in milliseconds. */
const pollInterval = 500;

/** Time between two looks at the migration Job. */
const jobInterval = 5_000;

/** How the migrations are waited for. */
export interface MigrationWait {
  /** How long at most. Default: not at all. */
  readonly seconds?: number | undefined;
  /** Looks at the Job that runs them. Default: nobody knows of one. */
  readonly look?: (() => Promise<MigrationState | undefined>) | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** The tables of a migrated database. */
export interface ReadyTables {
  readonly found: KindTables;
  /** Why a kind whose table a schema may lack has none. */
  readonly reasons: Readonly<Partial<Record<Kind, string>>>;
  /** The role that the seed works as. */
  readonly role: string;
}

/** Whether rows are only read, so that a replica will do, or written too. */
export type Access = "read" | "write";

/**
 * Waits until the tables that are needed exist, with the columns that make them Membership's; not
 * when the Job that makes them has ended without.
 * `limits`: of one statement and of one wait for a lock, in milliseconds.
 */
export async function waitForTables(
  client: Queryable,
  schema: string,
  needed: readonly Kind[],
  access: Access,
  { seconds = 0, look, signal }: MigrationWait = {},
  limits: readonly [string, string] = [String(statementTimeout), String(lockTimeout)],
): Promise<ReadyTables> {
  const deadline = Date.now() + seconds * 1000;
  let job: MigrationState | undefined;
  let nextLook = 0;
  for (;;) {
    const catalog = await readWithin(client, schema, limits);
    if (access === "write") requireWritable(catalog);
    const missing = findMissing(catalog, needed);
    if (missing === undefined) return readyTables(catalog, needed, access);
    // The Job that was complete before the catalog was read has made what it makes.
    if (job?.state === "complete" || job?.state === "failed" || job?.state === "missing") {
      throw new SeedError(`The database hasn't been migrated: ${missing}. ${advice(job)}`);
    }
    const left = deadline - Date.now();
    if (left <= 0) {
      const waited = seconds > 0 ? ` after ${seconds} seconds` : "";
      throw new SeedError(`The database hasn't been migrated${waited}: ${missing}. ${advice(job)}`);
    }
    if (Date.now() >= nextLook) {
      job = await look?.();
      nextLook = Date.now() + jobInterval;
    }
    await sleep(Math.min(pollInterval, left), undefined, { signal }).catch(() => {
      throw new SeedError(`Stopped while waiting for Membership's migrations: ${missing}.`);
    });
  }
}

/** What the Job says, and what to do about it. */
function advice(job: MigrationState | undefined): string {
  switch (job?.state) {
    case "failed":
      return `${job.words} Fix what it names, then run pulumi up, which runs the Job again.`;
    case "complete":
      return `${job.words} It migrated another database, or this one was recreated since: correct \`seed.schema\` or the database in the stack config, or delete the Job, and run pulumi up --refresh, which runs it again.`;
    case "missing":
      return `${job.words} Run pulumi up --refresh, which creates it again.`;
    case "running":
      return job.words;
    case undefined:
      return "Run Membership's migrations (\"storage migrations up\", the migration Job) first, and check the schema's name.";
  }
}

/** Reads the catalog in limited time: its functions wait for tables that somebody has locked. */
async function readWithin(
  client: Queryable,
  schema: string,
  limits: readonly [string, string],
): Promise<Catalog> {
  await client.query("begin");
  try {
    await client.query(limitsSql, [...limits]);
    return await readCatalog(client, schema);
  } finally {
    await client.query("rollback").catch(() => undefined);
  }
}

/** What a migrated database would have, in words; undefined when nothing is missing. */
function findMissing(catalog: Catalog, needed: readonly Kind[]): string | undefined {
  for (const kind of needed) {
    // Only the search for a table can tell why there is none.
    if (descriptors[kind].table !== undefined) continue;
    const table = catalog.tables.get(kind);
    if (table === undefined) return `there is no table ${catalog.schema}.${kind}`;
    const column = descriptors[kind].columns.find((rule) => {
      return rule.essential === true && !table.columns.has(rule.column);
    });
    if (column !== undefined) return `${catalog.schema}.${kind} has no column ${column.column}`;
  }
  return undefined;
}

/** The table of a kind, or why there is none. */
export function findTable(catalog: Catalog, kind: Kind): FoundTable {
  const { table } = descriptors[kind];
  if (table !== undefined) return table(catalog);
  const found = catalog.tables.get(kind);
  return found === undefined
    ? { found, reason: `there is no table ${catalog.schema}.${kind}` }
    : { found };
}

/** The rights to read what a plan compares: also policies that are only looked up. */
function rightsToCompare(found: KindTables, needed: readonly Kind[]): Rights {
  const read = kinds.filter(
    (kind) =>
      needed.includes(kind) ||
      (isLookedUp(kind) && references.some(({ from, to }) => to === kind && needed.includes(from))),
  );
  return rightsToRead(read.map((kind) => found[kind]));
}

/** The rights that a seed needs on each table, whatever it changes. */
export function rightsToSeed(found: KindTables, needed: readonly Kind[]): Rights {
  const rights = new Map<CatalogTable, ReadonlySet<string>>(rightsToCompare(found, needed));
  for (const kind of needed) {
    const table = found[kind];
    if (table === undefined) continue;
    rights.set(table, new Set(["select", "insert", "update"]));
    for (const { linked } of table.columns.values()) {
      if (linked !== undefined) rights.set(linked.link, new Set(["select", "insert"]));
    }
  }
  return rights;
}

function readyTables(catalog: Catalog, needed: readonly Kind[], access: Access): ReadyTables {
  const search = byKind((kind) => findTable(catalog, kind));
  const found: KindTables = byKind((kind) => search[kind].found);
  const reading = rightsToCompare(found, needed);
  // Without the rows nobody knows what will be written.
  const isReadable = missingGrants(catalog, reading).length === 0;
  requireRights(catalog, isReadable || access === "read" ? reading : rightsToSeed(found, needed));
  const reasons = Object.fromEntries(
    kinds.flatMap((kind) => {
      const table = search[kind];
      return table.found === undefined ? [[kind, table.reason]] : [];
    }),
  );
  return { found, reasons, role: catalog.role };
}
