import { setTimeout as sleep } from "node:timers/promises";
import { type Catalog, type KindTables, type Queryable, readCatalog } from "./catalog";
import { SeedError } from "./errors";
import { findMembersTable } from "./members-table";
import { quoteName } from "./quote-name";
import type { Kind } from "./rows";
import { limitsSql, lockTimeout, statementTimeout } from "./sql/session";
import { tables } from "./tables";

/** Time between two looks at the catalog, in milliseconds. */
const pollInterval = 500;

/** The tables of a migrated database. */
export interface ReadyTables {
  readonly found: KindTables;
  /** Why there is no members table; empty when there is one. */
  readonly noMembers: string;
}

/**
 * Waits until the tables that are needed exist, with the columns that make them Membership's.
 * `limits`: of one statement and of one wait for a lock, in milliseconds.
 */
export async function waitForTables(
  client: Queryable,
  schema: string,
  needed: readonly Kind[],
  seconds: number,
  limits: readonly [string, string] = [String(statementTimeout), String(lockTimeout)],
): Promise<ReadyTables> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const catalog = await readWithin(client, schema, limits);
    const missing = findMissing(catalog, needed);
    if (missing === undefined) return readyTables(catalog, needed);
    const left = deadline - Date.now();
    if (left <= 0) {
      const waited = seconds > 0 ? ` after ${seconds} seconds` : "";
      throw new SeedError(
        `The database has not been migrated${waited}: ${missing}. Run Membership's migrations ("storage migrations up", the migration Job) first, and check the schema's name.`,
      );
    }
    await sleep(Math.min(pollInterval, left));
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
    if (kind === "members") continue;
    const table = catalog.tables.get(kind);
    if (table === undefined) return `there is no table ${catalog.schema}.${kind}`;
    const column = tables[kind].columns.find((rule) => {
      return rule.essential === true && !table.columns.has(rule.column);
    });
    if (column !== undefined) return `${catalog.schema}.${kind} has no column ${column.column}`;
  }
  return undefined;
}

function readyTables(catalog: Catalog, needed: readonly Kind[]): ReadyTables {
  const members = findMembersTable(catalog);
  const found: KindTables = {
    users: catalog.tables.get("users"),
    organizations: catalog.tables.get("organizations"),
    members: members.found,
    regions: catalog.tables.get("regions"),
    stacks: catalog.tables.get("stacks"),
  };
  const lacking = needed.flatMap((kind) => {
    const table = found[kind];
    const rights = table?.missingRights ?? [];
    if (table === undefined || rights.length === 0) return [];
    const name = `${quoteName(catalog.schema)}.${quoteName(table.name)}`;
    return [`grant ${rights.join(", ")} on ${name} to ${quoteName(catalog.role)};`];
  });
  if (lacking.length > 0) {
    throw new SeedError(
      `Role ${catalog.role} lacks rights on Membership's tables. As their owner, run: ${lacking.join(" ")}`,
    );
  }
  return { found, noMembers: members.found === undefined ? members.reason : "" };
}
