import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgres, startPostgres, type PostgresServer } from "../sandbox/servers/postgres";
import { documentedTables } from "../sandbox/servers/postgres/membership-tables";
import { applySeed } from "../seed/apply";
import type { SeedConnection } from "../seed/connection";
import type { SeedResult } from "../seed/report";
import { compare, type Comparison } from "./compare";
import { runScript, writeScript } from "./seed-by-hand";
import type { SeedCost } from "./seed-cost";
import { large, seedOf } from "./seed-example";

/** The goals and what was measured. */
export interface SeedBench {
  readonly comparisons: readonly Comparison[];
  readonly costs: readonly SeedCost[];
}

/** A server of its own for a piece of work. */
export async function benchSeed(rounds: number): Promise<SeedBench> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-bench-"));
  try {
    const server = await startPostgres({ directory: path.join(folder, "postgres") });
    const comparisons = await compareRuns(server, folder, rounds);
    const costs: SeedCost[] = [];
    for (const users of [10, 1_000, 10_000, 100_000]) {
      costs.push(await measureCost(await createDatabase(server, `cost_${users}`), users));
    }
    return { comparisons, costs };
  } finally {
    await removePostgres(path.join(folder, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareRuns(
  server: PostgresServer,
  folder: string,
  rounds: number,
): Promise<Comparison[]> {
  const specification = seedOf(large);
  const script = writeScript(folder, specification);
  const byHand = await createDatabases(server, "hand", rounds);
  const bySeed = await createDatabases(server, "seed", rounds);
  const last = new Map<SeedConnection, SeedResult>();
  const seed = async (connection: SeedConnection): Promise<void> => {
    const before = last.get(connection);
    const result = await applySeed({
      connection,
      specification,
      previous: before && { specification, owned: before.owned },
      settled: before?.settled && { ...before.settled, ...before },
    });
    last.set(connection, result);
  };
  const size = "10,000 users, 200 organizations, 1,000 stacks, 10,000 members";
  const first = await compare(
    `first seed (${size}): applySeed / COPY and merge by psql`,
    1.3,
    rounds,
    take(bySeed, seed),
    take(byHand, (connection) => runScript(connection, script)),
  );
  const fresh = await createDatabases(server, "again", rounds);
  const again = await compare(
    "the same seed again, unchanged / the first one",
    0.15,
    rounds,
    take(bySeed, seed),
    take(fresh, seed),
  );
  return [first, again];
}

/** The work on each connection, one a call. */
function take<T>(items: readonly T[], work: (item: T) => Promise<void>): () => Promise<void> {
  const rest = [...items];
  return async () => {
    const item = rest.shift();
    if (item !== undefined) await work(item);
  };
}

/** Memory and statements of a run in a process of its own. */
function measureCost(connection: SeedConnection, users: number): Promise<SeedCost> {
  const child = fork(path.join(__dirname, "seed-cost.js"));
  child.send({ connection, users });
  return new Promise((done, fail) => {
    child.once("message", (message) => {
      done(message as SeedCost);
    });
    child.once("exit", (code) => {
      fail(new Error(`the measuring process ended with ${code}`));
    });
  });
}

async function createDatabases(
  server: PostgresServer,
  name: string,
  count: number,
): Promise<SeedConnection[]> {
  const connections: SeedConnection[] = [];
  for (let index = 0; index < count; index++) {
    connections.push(await createDatabase(server, `${name}_${index}`));
  }
  return connections;
}

async function createDatabase(server: PostgresServer, database: string): Promise<SeedConnection> {
  const { host, port, user, password } = server;
  await run({ host, port, user, password, database: "postgres" }, `create database ${database}`);
  await run({ host, port, user, password, database }, documentedTables);
  return { host, port, user, password, database, tlsMode: "disable" };
}

async function run(connection: SeedConnection, text: string): Promise<void> {
  const { host, port, user, password, database } = connection;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
