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
      defaultPolicyId: 1,
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

/** What only tables with policies have a place for, beside {@link example}. */
export const policyExample = {
  ...example,
  organizations: [
    {
      ...example.organizations[0],
      defaultPolicyId: undefined,
      defaultPolicy: "Auditors",
      policies: [
        {
          name: "Auditors",
          description: "Read everything",
          scopes: ["organization:Read", "organization:ReadLogs", "stack:Read"],
        },
        { name: 'Nobody\'s "own"' },
      ],
      features: ["EnablePrivateRegionsCreation", "Other"],
      members: [
        { user: "bob@example.com", role: "ADMIN" },
        { user: "carol@example.com", policy: "Auditors" },
      ],
    },
    {
      ...example.organizations[1],
      ownerPolicy: "Owners",
      policies: [
        { name: "Auditors", scopes: ["stack:Read"] },
        { name: "Owners", scopes: ["organization:Update"] },
      ],
      members: [{ user: "carol@example.com", policy: "1" }],
    },
  ],
  stacks: [
    {
      ...example.stacks[0],
      members: [
        { user: "carol@example.com", policy: "Auditors" },
        { user: "alice@example.com", role: "ADMIN" },
      ],
    },
    { ...example.stacks[1], members: [{ user: "Carol@example.com" }] },
  ],
} as const satisfies SeedSpecification;

/** Every row of the named tables, without times and made numbers, in a stable order. */
export async function rowsOf(
  database: TestDatabase,
  tables?: readonly string[],
): Promise<Record<string, Record<string, unknown>[]>> {
  const result: Record<string, Record<string, unknown>[]> = {};
  const names = await policyNames(database);
  for (const table of tables ?? (await tablesOf(database))) {
    const rows = await database.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from membership.${table} t`,
    );
    result[table] = rows
      .map(({ row }) => {
        const timeless = Object.entries(row).filter(
          ([name, value]) =>
            !/_(at|update|since)$/.test(name) &&
            !(name === "id" && (typeof value === "number" || table === "policies")),
        );
        return Object.fromEntries(
          timeless.map(([name, value]) => [
            name,
            // A list of modules is a set, and the number of a policy is the database's.
            Array.isArray(value)
              ? value.map(String).sort()
              : name.endsWith("policy_id")
                ? (names.get(String(value)) ?? value)
                : value,
          ]),
        );
      })
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  }
  return result;
}

/** Every table that the seed may write. */
async function tablesOf(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'membership' and tablename <> 'scopes'",
  );
  return rows.map(({ name }) => name);
}

/** The policies' names, with their organization, by number; none without a table of them. */
async function policyNames(database: TestDatabase): Promise<ReadonlyMap<string, string>> {
  if (!(await tablesOf(database)).includes("policies")) return new Map();
  const rows = await database.query<{ id: string; name: string }>(
    "select id::text, concat(organization_id, '/', name) as name from membership.policies",
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The row versions of the tables: equal as long as nothing was written. */
export async function versionsOf(
  database: TestDatabase,
  tables?: readonly string[],
): Promise<string[]> {
  const parts = (tables ?? (await tablesOf(database))).map(
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
