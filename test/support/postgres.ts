import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, escapeIdentifier, Pool } from "pg";
import { type PostgresServer, removePostgres, startPostgres } from "../../sandbox/servers/postgres";
import type { SeedConnection } from "../../seed/connection";

/*
 * One real PostgreSQL for the whole run of mocha, started by the first test that asks for it and
 * removed at the end. FORMANCE_TEST_POSTGRES_URL names another server to use, as a superuser.
 */

/** A database of its own, made for one test or file. */
export interface TestDatabase {
  readonly connection: SeedConnection;
  /** Runs a statement as the owner. */
  query<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

let server: Promise<Server> | undefined;
let directory: string | undefined;
const open: Pool[] = [];
const templates = new Map<string, Promise<string>>();

/** The server, started when first needed. */
export function testServer(): Promise<Server> {
  server ??= startServer();
  return server;
}

/** A fresh database that holds what the DDL makes: a copy of a template made once for each DDL. */
export async function createDatabase(ddl: string): Promise<TestDatabase> {
  let template = templates.get(ddl);
  if (template === undefined) {
    template = createTemplate(ddl);
    templates.set(ddl, template);
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${escapeIdentifier(await template)}`);
  return wrapDatabase(await connectionTo(name));
}

/** A database that is there, whose connections end with the tests. */
export function wrapDatabase(connection: SeedConnection): TestDatabase {
  const { host, port, user, password, database } = connection;
  // Idle connections go soon: the server has a hundred for all tests.
  const pool = new Pool({
    host,
    port,
    user,
    password,
    database,
    max: 2,
    idleTimeoutMillis: 250,
  });
  // A test may terminate every connection of its database.
  pool.on("error", () => undefined);
  open.push(pool);
  return {
    connection,
    async query<T>(text: string, values?: unknown[]): Promise<T[]> {
      return (await pool.query(text, values)).rows as T[];
    },
  };
}

/** The connection settings of a database of the test server. */
export async function connectionTo(database: string): Promise<SeedConnection> {
  const { host, port, user, password } = await testServer();
  return { host, port, user, password, database, tlsMode: "disable" };
}

/** Runs one statement in the server's own database. */
export async function asAdmin(text: string): Promise<void> {
  const client = await connect(await connectionTo("postgres"));
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function createTemplate(ddl: string): Promise<string> {
  const name = `template_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name}`);
  const client = await connect(await connectionTo(name));
  try {
    await client.query(ddl);
  } finally {
    await client.end();
  }
  return name;
}

async function startServer(): Promise<Server> {
  const url = process.env.FORMANCE_TEST_POSTGRES_URL;
  if (url !== undefined) return parseUrl(url);
  directory = mkdtempSync(path.join(tmpdir(), "formance-postgres-"));
  const started: PostgresServer = await startPostgres({ directory, durable: false });
  return started;
}

function parseUrl(text: string): Server {
  const url = new URL(text);
  return {
    host: url.hostname,
    port: Number(url.port === "" ? 5432 : url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

async function connect(connection: SeedConnection): Promise<Client> {
  const { host, port, user, password, database } = connection;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  return client;
}

after(async function () {
  // The last checkpoint writes every test's database.
  this.timeout(120_000);
  await Promise.all(open.map((pool) => pool.end()));
  if (directory !== undefined) await removePostgres(directory);
});
