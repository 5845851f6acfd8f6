import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { makeCheckout, type Checkout } from "../checkout";
import { CTRL_C, openTerminal, type PseudoTerminal } from "./pseudo-terminal";

const WORKING = /Deploy +\d+ (of \d+ )?resources?/;

describe("npm start in a terminal", function () {
  this.timeout(300_000);
  let checkout: Checkout;
  let program: string;

  before(() => {
    checkout = makeCheckout();
    program = path.join(checkout.folder, "dist/sandbox/commands/start.js");
  });
  after(() => checkout.remove());

  const env = { ...process.env, FORMANCE_CONTROL_PLANE_PLUGINS: "local" };
  const open = (args: readonly string[], columns?: number): PseudoTerminal =>
    openTerminal([process.execPath, program, ...args], { cwd: checkout.folder, env, columns });
  const start = (...args: string[]): PseudoTerminal => open(args);

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
    await terminal.sees(/Stopping: .*Ctrl-C again stops\s+them\s+immediately/s);
    assert.equal(await terminal.ended(), 130);
    assert.match(terminal.shown(), /Stopped\. Finished work is kept/);
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

  it("ends when nobody reads its output any more", async () => {
    const child = spawn(process.execPath, [program, "--no-login"], {
      cwd: checkout.folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    await once(child.stderr, "data");
    child.stdout.destroy();
    child.stderr.destroy();
    const [code] = (await once(child, "exit")) as [number | null];
    assert.equal(code, 129);
    assert.deepEqual(await leftRunning(), []);
  });

  /** The lines that were shown; each picture of the spinner is written over the one before. */
  const linesOf = (terminal: PseudoTerminal): string[] =>
    terminal.shown().split(/[\r\n]+|(?=[\u2800-\u28ff✔✖ℹ⚠] )/);

  it("goes on from there", async () => {
    const again = start("--no-login");
    assert.equal(await again.ended(), 0, again.shown());
    assert.match(again.shown(), /Formance control plane, stack dev/);
    assert.deepEqual(
      linesOf(again).filter((line) => line.length > 80),
      [],
    );
  });

  for (const columns of [80, 100]) {
    it(`says what a change did, in ${columns} columns, and breaks no word`, async () => {
      const file = path.join(checkout.folder, "Pulumi.dev.yaml");
      const email = `user-of-${columns}-columns@example.com`;
      const seed = "formance-control-plane:seed:\n    users:\n";
      const settings = readFileSync(file, "utf8");
      writeFileSync(file, settings.replace(seed, `${seed}      - email: ${email}\n`));
      const changed = open(["--no-login"], columns);
      assert.equal(await changed.ended(), 0, changed.shown());
      const words = changed.shown().replaceAll(/\s+/g, " ");
      assert.match(words, new RegExp(`Seed because of seed\\.users.*: added`));
      assert.ok(words.includes(`+1 user (${email})`), words);
      assert.deepEqual(
        linesOf(changed).filter((line) => line.length > columns),
        [],
      );
    });
  }

  it("is taken down", async () => {
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
