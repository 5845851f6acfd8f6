import assert from "node:assert/strict";
import { chmodSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Client } from "pg";

import {
  removePostgres,
  startPostgres,
  type PostgresServer,
} from "../../../../sandbox/servers/postgres";
import { startMigrator } from "../../../../sandbox/servers/postgres/migrator";

describe("the sandbox's migrator", function () {
  this.timeout(120_000);

  const directory = mkdtempSync(path.join(os.tmpdir(), "sandbox-migrator-"));
  chmodSync(directory, 0o755);
  let server: PostgresServer;

  before(async () => {
    server = await startPostgres({ directory, durable: false });
    await run("postgres", "create role membership_owner login password 'x'");
  });
  after(() => removePostgres(directory));

  async function run<T>(database: string, ...statements: string[]): Promise<T[]> {
    const { host, port, user, password } = server;
    const client = new Client({ host, port, user, password, database });
    await client.connect();
    let rows: T[] = [];
    for (const statement of statements) {
      rows = (await client.query<Record<string, unknown>>(statement)).rows as T[];
    }
    await client.end();
    return rows;
  }

  async function eventually(check: () => boolean): Promise<void> {
    for (let left = 100; left > 0 && !check(); left--) await sleep(50);
    assert.ok(check());
  }

  it("waits for the database, makes the tables as its owner, and again after it was replaced", async () => {
    const failures: string[] = [];
    let migrated = 0;
    const migrator = startMigrator({
      server,
      onMigrated: () => (migrated += 1),
      onFailure: (message) => failures.push(message),
    });
    try {
      await sleep(400);
      assert.equal(migrated, 0);

      await run("postgres", "create database membership owner membership_owner");
      await eventually(() => migrated === 1);
      const owners = await run<{ owner: string }>(
        "membership",
        "select distinct tableowner as owner from pg_tables where schemaname = 'membership'",
      );
      assert.deepEqual(owners, [{ owner: "membership_owner" }]);

      // No connection of the migrator may be in the way.
      await run(
        "postgres",
        "drop database membership with (force)",
        "create database membership owner membership_owner",
      );
      await eventually(() => migrated === 2);
    } finally {
      await migrator.stop();
    }
    assert.deepEqual(failures, []);
  });

  it("leaves the rows of a migrated database alone", async () => {
    await run(
      "membership",
      "insert into membership.users (id, email) values ('u1', 'a@b.example')",
    );
    let migrated = 0;
    const migrator = startMigrator({ server, onMigrated: () => (migrated += 1) });
    await eventually(() => migrated === 1);
    await migrator.stop();
    assert.deepEqual(await run("membership", "select id from membership.users"), [{ id: "u1" }]);
  });
});
