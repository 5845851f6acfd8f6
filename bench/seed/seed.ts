import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgres, startPostgres, type PostgresServer } from "../../sandbox/servers/postgres";
import { documentedTables } from "../../sandbox/servers/postgres/membership-tables";
import { applySeed } from "../../seed/apply";
import type { SeedConnection } from "../../seed/connection";
import type { SeedResult } from "../../seed/report";
import { compare, describe, type Comparison } from "../measure/compare";
import type { Section } from "../measure/section";
import type { BenchOptions } from "../options";
import { runScript, writeScript } from "./by-hand";
import type { SeedCost } from "./cost";
import { large, seedOf } from "./example";

/** The seed against psql, and what a first one costs; on a server of its own. */
export async function benchSeed(options: BenchOptions): Promise<Section> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-bench-"));
  try {
    const server = await startPostgres({ directory: path.join(folder, "postgres") });
    const [first, again] = await compareRuns(server, folder, options);
    const costs: SeedCost[] = [];
    for (const users of [10, 1_000, 10_000, 100_000]) {
      options.interrupt?.check();
      costs.push(await measureCost(await createDatabase(server, `cost_${users}`), users));
    }
    return {
      title: `seed, ${options.rounds} rounds`,
      lines: [
        ...describe(first),
        ...describe(again),
        "cost of a first seed",
        ...costs.map(inWords),
      ],
      ratios: {
        "seed, time by that of psql": first.ratio,
        "seed again, time by that of the first": again.ratio,
      },
    };
  } finally {
    await removePostgres(path.join(folder, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}

function inWords({ users, statements, memory, memoryBefore }: SeedCost): string {
  return `  ${users.toLocaleString("en-US")} users: ${statements} statements, at most ${memory} MB of memory (${memoryBefore} MB before)`;
}

async function compareRuns(
  server: PostgresServer,
  folder: string,
  options: BenchOptions,
): Promise<readonly [first: Comparison, again: Comparison]> {
  const { rounds } = options;
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
    options,
    take(bySeed, seed),
    take(byHand, (connection) => runScript(connection, script)),
  );
  const fresh = await createDatabases(server, "again", rounds);
  const again = await compare(
    "the same seed again, unchanged / the first one",
    options,
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
  const child = fork(path.join(__dirname, "cost.js"));
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
