import assert from "node:assert/strict";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

import { makeCheckout, type Checkout } from "../checkout";
import { CTRL_C, openTerminal, type PseudoTerminal } from "./pseudo-terminal";

const WORKING = /Deploy +\d+ (of \d+ )?resources?/;

describe("npm start in a terminal", function () {
  this.timeout(300_000);
  let checkout: Checkout;

  before(() => {
    checkout = makeCheckout();
  });
  after(() => checkout.remove());

  const start = (...args: string[]): PseudoTerminal =>
    openTerminal(
      [process.execPath, path.join(checkout.folder, "dist/sandbox/commands/start.js"), ...args],
      {
        cwd: checkout.folder,
        env: { ...process.env, FORMANCE_CONTROL_PLANE_PLUGINS: "local" },
      },
    );

  /** What runs in the checkout besides Postgres, which goes on on purpose. */
  async function leftRunning(): Promise<string[]> {
    const limit = Date.now() + 20_000;
    for (;;) {
      const left = processesIn(checkout.folder).filter((line) => !line.includes("postgres"));
      if (left.length === 0 || Date.now() > limit) return left;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it("ends in order by Ctrl-C, and says what a second one does", async () => {
    const terminal = start("--no-login");
    await terminal.sees(WORKING);
    terminal.press(CTRL_C);
    await terminal.sees(/Stopping: .*Ctrl-C again ends\s+them\s+at\s+once/s);
    assert.equal(await terminal.ended(), 130);
    assert.match(terminal.shown(), /Stopped\. What was done is kept/);
    assert.deepEqual(await leftRunning(), []);
  });

  it("ends at once by three Ctrl-C", async () => {
    const terminal = start("--no-login");
    await terminal.sees(WORKING);
    terminal.press(CTRL_C);
    await terminal.sees(/Stopping/);
    const pressed = Date.now();
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    assert.equal(await terminal.ended(), 130);
    assert.ok(Date.now() - pressed < 10_000, terminal.shown());
    assert.deepEqual(await leftRunning(), []);
  });

  it("ends when its window is closed, with everything that it started", async () => {
    const terminal = start("--no-login");
    await terminal.sees(WORKING);
    terminal.close();
    await terminal.ended();
    assert.deepEqual(await leftRunning(), []);
  });

  it("goes on from there, and is taken down", async () => {
    const again = start("--no-login");
    assert.equal(await again.ended(), 0, again.shown());
    assert.match(again.shown(), /Formance control plane, stack dev/);
    // Each picture of the spinner is written over the one before.
    const lines = again.shown().split(/[\r\n]+|(?=[\u2800-\u28ff✔] )/);
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
    const down = await checkout.command("down");
    assert.equal(down.code, 0, down.stderr);
    assert.deepEqual(processesIn(checkout.folder), []);
  });
});

/** The command lines of the processes that name a folder, or work in it. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const place = readlinkSync(`/proc/${pid}/cwd`);
        return line.includes(folder) || place.startsWith(folder) ? [line] : [];
      } catch {
        // It has ended.
        return [];
      }
    });
}
