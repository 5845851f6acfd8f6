import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { tryLock, waitForLock, type LockHolder } from "../../sandbox/lock";
import { temporaryFolder } from "./temporary-folder";

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

  /** A lock file of a process that ended. */
  async function leaveStaleLock(overrides: Partial<LockHolder> = {}): Promise<void> {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    const since = "2026-01-01T00:00:00.000Z";
    const holder = { pid: child.pid, program: "start.js", since, ...overrides };
    writeFileSync(file, JSON.stringify(holder));
  }

  it("is held by one at a time, and tells by whom", async () => {
    const first = await tryLock(file);
    assert.ok(first.acquired);
    const second = await tryLock(file);
    assert.ok(!second.acquired);
    assert.equal(second.holder.pid, process.pid);
    first.release();
    assert.ok((await tryLock(file)).acquired);
  });

  it("is taken from a process that died, and tells from whom", async () => {
    await leaveStaleLock();
    const attempt = await tryLock(file);
    assert.ok(attempt.acquired);
    assert.equal(attempt.crashed?.program, "start.js");
  });

  it("is taken when the number belongs to another program now", async () => {
    await leaveStaleLock({ pid: process.pid, program: "some-other-program" });
    assert.ok((await tryLock(file)).acquired);
  });

  it("is taken when the file was cut off", async () => {
    writeFileSync(file, '{"pid":');
    assert.ok((await tryLock(file)).acquired);
  });

  it("goes to exactly one of many that find it stale", async () => {
    await leaveStaleLock();
    const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(file)));
    assert.equal(attempts.filter(({ acquired }) => acquired).length, 1);
    assert.deepEqual(readdirSync(folder), ["lock"]);
  });

  it("is not released by a holder whose folder was made anew", async () => {
    const first = await tryLock(file);
    assert.ok(first.acquired);
    rmSync(file);
    await leaveStaleLock({ pid: process.pid, program: path.basename(process.argv[1] ?? "") });
    first.release();
    assert.ok(existsSync(file));
  });

  it("can be waited for", async () => {
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
