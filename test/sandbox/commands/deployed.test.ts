import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { makeCheckout, type Checkout } from "../checkout";
import { openTerminal } from "../terminal/pseudo-terminal";

describe("a sandbox that is deployed", function () {
  this.timeout(300_000);
  let checkout: Checkout;
  let passphrase: string;

  before(async () => {
    checkout = makeCheckout();
    passphrase = path.join(checkout.folder, ".sandbox/passphrase");
    const started = await checkout.command("start", "--no-login");
    assert.equal(started.code, 0, started.stderr);
  });
  after(() => checkout.remove());

  it("gives the password of its own stack, and of no other", async () => {
    const own = await checkout.command("password");
    assert.match(own.stdout, /^\S{24}\n$/, own.stderr);
    assert.equal((await checkout.command("password", "--stack", "dev")).stdout, own.stdout);
    const other = await checkout.command("password", "--stack", "other");
    assert.deepEqual([other.code, other.stdout], [1, ""]);
    assert.match(other.stderr, /holds the stack dev, not other/);
    const elsewhere = await checkout.command("password", "--context", "kind");
    assert.match(elsewhere.stderr, /npm start -- --context kind/);
  });

  it("names the command that takes a stack file that is there", async () => {
    const { code, stderr } = await checkout.command("secret", "dex.grpc", "--stack", "other");
    assert.equal(code, 1);
    assert.match(stderr, /There is no stack file .*Pulumi\.other\.yaml/);
    assert.match(stderr, /npm run secret KEY -- --stack NAME/);
  });

  describe("with another passphrase", () => {
    let right: string;
    beforeEach(() => {
      right = readFileSync(passphrase, "utf8");
    });
    afterEach(() => {
      writeFileSync(passphrase, right);
    });

    for (const [what, change] of [
      [
        "a wrong one",
        () => {
          writeFileSync(passphrase, "wrong\n");
        },
      ],
      [
        "none",
        () => {
          rmSync(passphrase);
        },
      ],
    ] as const) {
      it(`says so in a sentence where there is ${what}`, async () => {
        change();
        for (const command of [["start", "--no-login"], ["password"]]) {
          const [name = "", ...args] = command;
          const { code, stdout, stderr } = await checkout.command(name, ...args);
          assert.deepEqual([code, stdout], [1, ""]);
          assert.match(stderr, /passphrase in .*\.sandbox\/passphrase .*npm run down/);
          assert.doesNotMatch(stderr, /Internal error|CommandError|\n {4}at /);
        }
      });
    }
  });

  it("shows no colour under NO_COLOR, not even while it works", async () => {
    const program = path.join(checkout.folder, "dist/sandbox/commands/start.js");
    const terminal = openTerminal([process.execPath, program, "--no-login"], {
      cwd: checkout.folder,
      env: { ...process.env, FORMANCE_CONTROL_PLANE_PLUGINS: "local", NO_COLOR: "1" },
    });
    assert.equal(await terminal.ended(), 0, terminal.shown());

    assert.doesNotMatch(terminal.written(), /\u001b\[[\d;]*m/);
  });

  it("is stopped once", async () => {
    const first = await checkout.command("stop");
    assert.match(first.stderr, /✔ PostgreSQL stopped/);
    const second = await checkout.command("stop");
    assert.equal(second.code, 0, second.stderr);
    assert.match(second.stderr, /✔ Login {6}not running\n✔ PostgreSQL not running\n/);
  });
});
