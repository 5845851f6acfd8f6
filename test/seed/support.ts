import assert from "node:assert/strict";
import { Client } from "pg";
import { clientConfig } from "../../seed/connection";
import type { SeedSpecification } from "../../seed/schema";
import type { TestDatabase } from "../support/postgres";

/** One of everything. */
export const example = {
  users: [
    { email: "alice@example.com" },
    { email: "bob@example.com", role: "SYSTEM" },
    { email: "Carol@Example.com" },
  ],
  organizations: [
    {
      name: "Acme",
      owner: "alice@example.com",
      domain: "example.com",
      members: [{ user: "bob@example.com", role: "ADMIN" }, { user: "carol@example.com" }],
    },
    { name: "Globex", id: "globex", owner: "BOB@example.com", defaultPolicyId: 3 },
  ],
  regions: [
    { name: "eu-1", baseUrl: "https://eu-1.example.com" },
    {
      name: "private",
      baseUrl: "https://private.example.com",
      organization: "Acme",
      production: false,
    },
  ],
  stacks: [
    {
      name: "demo",
      organization: "Acme",
      region: "eu-1",
      modules: ["ledger", "payments"],
      clientSecret: "sesame-acme",
      version: "v3.2",
    },
    {
      name: "main",
      id: "main",
      organization: "globex",
      region: "eu-1",
      clientSecret: "sesame-two",
    },
  ],
} as const satisfies SeedSpecification;

const tableNames = ["users", "organizations", "regions", "stacks"];

/** Every row of the named tables, without times, in a stable order. */
export async function rowsOf(
  database: TestDatabase,
  tables: readonly string[] = [...tableNames, "organization_users"],
): Promise<Record<string, Record<string, unknown>[]>> {
  const result: Record<string, Record<string, unknown>[]> = {};
  for (const table of tables) {
    const rows = await database.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from membership.${table} t`,
    );
    result[table] = rows
      .map(({ row }) => {
        const timeless = Object.entries(row).filter(([name]) => !/_(at|update|since)$/.test(name));
        // A list of modules is a set.
        return Object.fromEntries(
          timeless.map(([name, value]) => [
            name,
            Array.isArray(value) ? value.map(String).sort() : value,
          ]),
        );
      })
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  }
  return result;
}

/** The row versions of the tables: equal as long as nothing was written. */
export async function versionsOf(
  database: TestDatabase,
  tables: readonly string[] = [...tableNames, "organization_users"],
): Promise<string[]> {
  const parts = tables.map(
    (name) => `select '${name}' || ctid || xmin as v from membership.${name}`,
  );
  const rows = await database.query<{ v: string }>(`${parts.join(" union all ")} order by v`);
  return rows.map(({ v }) => v);
}

/** The only row that a query finds. */
export async function one(
  database: TestDatabase,
  text: string,
  values?: unknown[],
): Promise<Record<string, unknown>> {
  const rows = await database.query(text, values);
  assert.equal(rows.length, 1, `one row for: ${text}`);
  return rows[0] ?? {};
}

/** Waits until a seed's connection waits for a lock. */
export async function waitForBlocked(database: TestDatabase): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const waiting = await database.query(
      "select 1 from pg_stat_activity where application_name = 'formance-control-plane seed' and datname = current_database() and wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("no seed waits for a lock");
}

/** Runs a SQL file in one message, as `psql --command` does. */
export async function runSql(
  { connection }: Pick<TestDatabase, "connection">,
  text: string,
): Promise<void> {
  const client = new Client(clientConfig(connection));
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
