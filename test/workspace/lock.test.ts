import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, rmSync } from "node:fs";
import path from "node:path";

import { socketFolder, tryLock, waitForLock } from "../../workspace/lock";
import { temporaryFolder } from "../sandbox/temporary-folder";

describe("the lock", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder, "lock");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A process that holds the lock. */
  async function holder() {
    const script = path.join(__dirname, "hold-lock.js");
    const child = spawn(process.execPath, [script, file], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const kill = async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    };
    return { pid: child.pid, kill };
  }

  it("is held by one at a time, and tells by whom and since when", async () => {
    const first = await tryLock(file);
    assert.ok(first.acquired);
    const second = await tryLock(file);
    assert.ok(!second.acquired);
    assert.equal(second.holder.pid, process.pid);
    assert.ok(Math.abs(Date.now() - Date.parse(second.holder.since)) < 10_000);
    first.release();
    const third = await tryLock(file);
    assert.ok(third.acquired);
    assert.equal(third.crashed, undefined);
    third.release();
  });

  it("is held against other processes, until they are killed", async () => {
    const other = await holder();
    const refused = await tryLock(file);
    assert.ok(!refused.acquired);
    assert.equal(refused.holder.pid, other.pid);
    await other.kill();
    const attempt = await tryLock(file);
    assert.ok(attempt.acquired);
    assert.equal(attempt.crashed?.pid, other.pid);
    attempt.release();
  });

  it("goes to exactly one of many, with or without a dead holder", async () => {
    for (const isStale of [false, true]) {
      if (isStale) await (await holder()).kill();
      const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(file)));
      const acquired = attempts.filter((attempt) => attempt.acquired);
      assert.equal(acquired.length, 1);
      acquired[0]?.release();
    }
  });

  it("works for a path that is too long for a socket", async () => {
    const long = path.join(file, "a".repeat(150));
    const first = await tryLock(long);
    assert.ok(first.acquired);
    assert.ok(!(await tryLock(long)).acquired);
    first.release();
  });

  it("of another user is an error that says where it is", async () => {
    const first = await tryLock(file);
    assert.ok(first.acquired);
    const sockets = socketFolder(file);
    // Root may do everything, so that it has to become somebody else.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.("nobody");
    else chmodSync(sockets, 0o500);
    try {
      await assert.rejects(tryLock(file), {
        name: "WorkspaceError",
        message: `The lock in ${sockets} belongs to another user. Wait until that user's run has ended, then remove the folder.`,
      });
    } finally {
      if (isRoot) process.seteuid?.("root");
      else chmodSync(sockets, 0o700);
    }
    first.release();
    assert.equal(existsSync(sockets), false);
  });

  it("can be waited for, and makes nothing at its path", async () => {
    const first = await tryLock(file);
    assert.ok(first.acquired);
    const waits: number[] = [];
    const waiting = waitForLock(file, ({ pid }) => {
      waits.push(pid);
      first.release();
    });
    (await waiting)();
    assert.deepEqual(waits, [process.pid]);
    assert.equal(existsSync(file), false);
  });
});
