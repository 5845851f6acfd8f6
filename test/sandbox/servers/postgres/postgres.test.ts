import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { Client } from "pg";

import { SandboxError } from "../../../../sandbox/errors";
import { findFreePort } from "../../../../sandbox/servers/free-port";
import {
  removePostgres,
  startPostgres,
  stopPostgres,
  type PostgresServer,
} from "../../../../sandbox/servers/postgres";
import { reachableFolder } from "../../../../sandbox/servers/postgres/home";
import { runningPid } from "../../../../sandbox/servers/postgres/pid";

/** A folder that an unprivileged user can enter. */
function enterableFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-postgres-"));
  chmodSync(folder, 0o755);
  return folder;
}

async function query(server: PostgresServer, text: string): Promise<unknown[]> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database: "postgres" });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded PostgreSQL", function () {
  this.timeout(120_000);

  describe("in a folder that its user can enter", () => {
    const directory = enterableFolder();
    let server: PostgresServer;

    before(async () => {
      server = await startPostgres({ directory, durable: false });
    });
    after(() => removePostgres(directory));

    it("answers on 127.0.0.1 with its own password", async () => {
      assert.equal(server.created, true);
      assert.deepEqual(await query(server, "show listen_addresses"), [
        { listen_addresses: "127.0.0.1" },
      ]);
      await assert.rejects(query({ ...server, password: "wrong" }, "select 1"), { code: "28P01" });
    });

    it("keeps the password readable by its owner alone", () => {
      const file = path.join(directory, "password");
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(readFileSync(file, "utf8").trim(), server.password);
    });

    it("lies in the folder itself", () => {
      assert.ok(existsSync(path.join(directory, "data", "PG_VERSION")));
      assert.equal(existsSync(reachableFolder(directory)), false);
    });

    it("is left alone when it runs already", async () => {
      const before = await query(server, "select pg_postmaster_start_time()::text as at");
      const again = await startPostgres({ directory });
      assert.deepEqual(again, { ...server, created: false });
      assert.deepEqual(await query(again, "select pg_postmaster_start_time()::text as at"), before);
    });

    it("comes back after its processes were killed, with its rows and its port", async () => {
      await query(server, "create table kept as select 1 as row");
      const pid = await runningPid(path.join(directory, "data"));
      assert.ok(pid !== undefined);
      process.kill(pid, "SIGKILL");
      const again = await startPostgres({ directory, durable: false });
      assert.equal(again.port, server.port);
      assert.deepEqual(await query(again, "select row from kept"), [{ row: 1 }]);
    });

    it("starts although its stale pid belongs to another program now", async () => {
      await stopPostgres(directory);
      writeFileSync(
        path.join(directory, "data", "postmaster.pid"),
        `${process.pid}\n${directory}/data\n`,
      );
      assert.equal(await runningPid(path.join(directory, "data")), undefined);
      const again = await startPostgres({ directory, durable: false });
      assert.equal(again.port, server.port);
    });

    it("stops, and stopping it again does nothing", async () => {
      await stopPostgres(directory);
      assert.equal(await runningPid(path.join(directory, "data")), undefined);
      await stopPostgres(directory);
    });

    it("says what to do when its port is taken", async () => {
      const other = net.createServer().listen(server.port, "127.0.0.1");
      try {
        await assert.rejects(startPostgres({ directory, durable: false }), (error: Error) => {
          assert.ok(error instanceof SandboxError);
          assert.match(error.message, new RegExp(`Port ${server.port} of 127.0.0.1 is used`));
          assert.match(error.message, /--postgres-port/);
          return true;
        });
      } finally {
        await new Promise((resolve) => other.close(resolve));
      }
    });

    it("moves to a port that is asked for", async () => {
      const port = await findFreePort();
      const moved = await startPostgres({ directory, port, durable: false });
      assert.equal(moved.port, port);
      assert.deepEqual(await query(moved, "select row from kept"), [{ row: 1 }]);
    });

    it("is stopped also when its files were deleted under it", async () => {
      const lost = enterableFolder();
      const orphan = await startPostgres({ directory: lost, durable: false });
      rmSync(lost, { recursive: true });
      await removePostgres(lost);
      await assert.rejects(query(orphan, "select 1"), { code: "ECONNREFUSED" });
    });

    it("refuses to guess a lost password", async () => {
      await stopPostgres(directory);
      rmSync(path.join(directory, "password"));
      await assert.rejects(
        startPostgres({ directory }),
        /password .* is missing at .*npm run down/,
      );
    });
  });

  describe("in a folder that only its owner can enter", () => {
    const directory = path.join(
      mkdtempSync(path.join(os.tmpdir(), "sandbox-private-")),
      "postgres",
    );

    after(() => removePostgres(directory));

    it("runs, and is removed without a rest", async () => {
      const server = await startPostgres({ directory, durable: false });
      assert.deepEqual(await query(server, "select 1 as one"), [{ one: 1 }]);
      // Only root needs another account for the server, and so another place.
      assert.equal(existsSync(reachableFolder(directory)), process.getuid?.() === 0);
      await removePostgres(directory);
      assert.equal(existsSync(reachableFolder(directory)), false);
      assert.equal(existsSync(directory), false);
      await removePostgres(directory);
    });

    it("is removed also when its own folder was deleted by hand", async () => {
      const server = await startPostgres({ directory, durable: false });
      rmSync(directory, { recursive: true });
      await removePostgres(directory);
      assert.equal(existsSync(reachableFolder(directory)), false);
      if (process.getuid?.() === 0) {
        await assert.rejects(query(server, "select 1"), { code: "ECONNREFUSED" });
      }
    });
  });
});
