import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgres, startPostgres, stopPostgres } from "../../sandbox/servers/postgres";
import { applySeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import { SeedError } from "../../seed/errors";
import type { SeedSpecification } from "../../seed/schema";
import { asAdmin, createDatabase, type TestDatabase, wrapDatabase } from "../support/postgres";
import type { DeathPoint, KilledSeed } from "./killed-seed";
import { documented } from "./schemas";
import { countStatements } from "./statement-count";
import { example, rowsOf, waitForBlocked } from "./support";

/** What follows the example: rows to make, to change and to delete in every table. */
const changed: SeedSpecification = {
  users: [{ email: "alice@example.com", role: "SYSTEM" }, { email: "dave@example.com" }],
  organizations: [
    { name: "Acme", owner: "dave@example.com", members: [{ user: "alice@example.com" }] },
    { name: "Initech", owner: "alice@example.com" },
  ],
  regions: [
    { name: "eu-1", baseUrl: "https://other.example.com" },
    { name: "us-1", baseUrl: "https://us-1.example.com" },
  ],
  stacks: [
    { name: "demo", organization: "Acme", region: "eu-1", clientSecret: "sesame-new" },
    { name: "new", organization: "Initech", region: "us-1", clientSecret: "sesame-three" },
  ],
};

/** A database with the example, and the request that changes it. */
async function seeded(): Promise<{ database: TestDatabase; request: SeedRequest }> {
  const database = await createDatabase(documented);
  const { connection } = database;
  const stacks = example.stacks.map((stack) => ({ ...stack, allowDeletion: true }));
  const specification = { ...example, stacks };
  const { owned } = await applySeed({ connection, specification });
  const previous = { specification, owned };
  return { database, request: { connection, specification: changed, previous, prune: "owned" } };
}

/** Makes the first insert into a table fail with an error code of the server, and only that one. */
async function failOnce(database: TestDatabase, code: string): Promise<void> {
  // A sequence is not undone with the transaction.
  await database.query(`
    create sequence membership.attempts;
    create function membership.fail_once() returns trigger language plpgsql as $$
      begin
        if nextval('membership.attempts') = 1 then
          raise exception 'injected' using errcode = '${code}';
        end if;
        return null;
      end
    $$;
    create trigger fail_once after insert on membership.stacks
      for each statement execute function membership.fail_once();
  `);
}

describe("an interrupted seed", () => {
  it("killed at any of its last 20 points and run again is right, with nothing doubled", async function () {
    this.timeout(300_000);
    const reference = await seeded();
    const statements = await countStatements(() => applySeed(reference.request));
    const expected = await rowsOf(reference.database);
    const points = Array.from({ length: 2 * statements }, (_, index): DeathPoint => ({
      statement: 1 + Math.floor(index / 2),
      when: index % 2 === 0 ? "sent" : "answered",
    })).slice(-20);
    for (const point of points) {
      const { database, request } = await seeded();
      await killAt({ request, point });
      await applySeed(request);
      assert.deepEqual(await rowsOf(database), expected, JSON.stringify(point));
    }
  });

  it("chosen as a deadlock's victim tries again", async function () {
    this.timeout(120_000);
    const { database, request } = await seeded();
    const name = database.connection.database;
    // The seed alone looks for deadlocks, and late enough for this test to complete one.
    await asAdmin(`alter database ${name} set deadlock_timeout = '5s'`);
    const other = new Client({ ...database.connection, ssl: false });
    await other.connect();
    try {
      await other.query("set deadlock_timeout = '1h'");
      await other.query("begin");
      await other.query("update membership.organizations set domain = 'x' where name = 'Acme'");
      const running = applySeed(request);
      await waitForBlocked(database);
      // The seed has changed this row already, and waits for the organization.
      await other.query("update membership.users set role = 'ADMIN' where email like 'alice%'");
      await other.query("rollback");
      assert.match((await running).summary, /^\+1 user \(dave@example\.com\)/);
    } finally {
      await other.end();
    }
  });

  for (const [code, what] of [
    ["40001", "a serialization failure"],
    ["40P01", "a deadlock"],
    ["57P01", "a shutdown of its connection"],
    ["08006", "a broken connection"],
  ] as const) {
    it(`tries again after ${what}`, async () => {
      const database = await createDatabase(documented);
      await failOnce(database, code);
      const { connection } = database;
      const { summary, owned } = await applySeed({ connection, specification: example });
      assert.match(summary, /^\+3 users/);
      assert.equal(owned.users.length, 3);
    });
  }

  it("names a full disk, and leaves the database as it was", async () => {
    const database = await createDatabase(documented);
    await failOnce(database, "53100");
    const { connection } = database;
    await assert.rejects(applySeed({ connection, specification: example }), (error: unknown) => {
      assert.ok(error instanceof SeedError);
      assert.match(
        error.message,
        /disk is full: free some space and run again\. Nothing was changed/,
      );
      return true;
    });
    assert.deepEqual((await rowsOf(database)).users, []);
  });

  it("names a table that somebody else locks, and a statement that takes too long", async () => {
    const { database, request } = await seeded();
    const before = await rowsOf(database);
    const other = new Client({ ...database.connection, ssl: false });
    await other.connect();
    try {
      await other.query("begin; lock table membership.regions in share mode");
      await assert.rejects(
        applySeed({ ...request, lockTimeoutSeconds: 0.2 }),
        /Timed out waiting for a lock.*Nothing was changed/,
      );
      await other.query("rollback");
      await other.query("begin; lock table membership.users in access exclusive mode");
      await assert.rejects(
        applySeed({ ...request, statementTimeoutSeconds: 0.2 }),
        /A statement took too long.*Nothing was changed/,
      );
      await other.query("rollback");
    } finally {
      await other.end();
    }
    assert.deepEqual(await rowsOf(database), before);
  });

  it("names the right to delete that prune: owned needs", async () => {
    const { database, request } = await seeded();
    const role = `writer_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'wr1te-pass'`);
    await database.query(`
      grant usage on schema membership to ${role};
      grant select, insert, update on all tables in schema membership to ${role};
    `);
    const connection = { ...database.connection, user: role, password: "wr1te-pass" };
    const before = await rowsOf(database);
    await assert.rejects(
      applySeed({ ...request, connection }),
      new RegExp(`lacks rights .*run: grant delete on membership\\.users to ${role};`, "s"),
    );
    assert.deepEqual(await rowsOf(database), before);
    await database.query(`grant delete on all tables in schema membership to ${role}`);
    await applySeed({ ...request, connection });
  });

  it("outlives a restart of the server, or says that the connection was lost, and is never half done", async function () {
    this.timeout(180_000);
    const folder = mkdtempSync(path.join(tmpdir(), "formance-restart-"));
    try {
      const server = await startPostgres({ directory: folder, durable: false });
      const { host, port, user, password } = server;
      const database = wrapDatabase({
        ...{ host, port, user, password },
        database: "postgres",
        tlsMode: "disable",
      });
      await database.query(documented);
      const blocker = new Client({ ...database.connection, ssl: false });
      blocker.on("error", () => undefined);
      await blocker.connect();
      await blocker.query("begin; lock table membership.stacks in access exclusive mode");
      const running = applySeed({ connection: database.connection, specification: example }).then(
        ({ summary }) => summary,
        (error: unknown) => error,
      );
      await waitForBlocked(database);
      await stopPostgres(folder);
      await startPostgres({ directory: folder, durable: false });
      const outcome = await running;
      const rows = await rowsOf(database);
      if (outcome instanceof SeedError) {
        assert.match(outcome.message, /can't be reached|connection .* was lost|starting up/);
        assert.deepEqual(rows.users, []);
      } else {
        assert.match(String(outcome), /^\+3 users/);
        assert.equal(rows.stacks?.length, 2);
      }
      await applySeed({ connection: database.connection, specification: example });
      assert.equal((await rowsOf(database)).stacks?.length, 2);
    } finally {
      await removePostgres(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Runs a seed in a process of its own until it dies. */
async function killAt(killed: KilledSeed): Promise<void> {
  const child = fork(path.join(__dirname, "killed-seed.js"), { stdio: "inherit" });
  child.send(killed);
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  assert.equal(signal, "SIGKILL", JSON.stringify(killed.point));
}
