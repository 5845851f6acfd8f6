import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { makeCheckout, type Checkout } from "../checkout";
import { CTRL_C, openTerminal, type PseudoTerminal } from "./pseudo-terminal";

const CTRL_D = "\u0004";
const QUESTION = /Value of dex\.connectors\[0\]\.clientSecret \(not shown\): /;

describe("a question in a terminal", function () {
  this.timeout(60_000);
  let checkout: Checkout;
  let settings: string;

  before(() => {
    checkout = makeCheckout();
    const file = path.join(checkout.folder, "Pulumi.dev.yaml");
    const connector = "connectors: [{ preset: google, clientId: formance }]";
    const dex = "formance-control-plane:dex:\n";
    writeFileSync(file, readFileSync(file, "utf8").replace(dex, `${dex}    ${connector}\n`));
    settings = readFileSync(file, "utf8");
  });
  after(() => checkout.remove());

  async function ask(): Promise<PseudoTerminal> {
    const program = path.join(checkout.folder, "dist/sandbox/commands/secret.js");
    const terminal = openTerminal([process.execPath, program, "dex.connectors[0].clientSecret"], {
      cwd: checkout.folder,
      env: process.env,
    });
    await terminal.sees(QUESTION);
    return terminal;
  }

  function unchanged(): void {
    assert.equal(readFileSync(path.join(checkout.folder, "Pulumi.dev.yaml"), "utf8"), settings);
  }

  it("is left by Ctrl-C, which says that nothing was stored", async () => {
    const terminal = await ask();
    terminal.press(CTRL_C);
    assert.equal(await terminal.ended(), 130);
    assert.match(terminal.shown(), /Stopped\. Nothing was stored\./);
    assert.doesNotMatch(terminal.shown(), /npm start continues|operations in progress/);
    unchanged();
  });

  it("takes Ctrl-D for no answer", async () => {
    const terminal = await ask();
    terminal.press(CTRL_D);
    assert.equal(await terminal.ended(), 1);
    assert.match(terminal.shown(), /The value is empty\. Nothing was stored\./);
    assert.doesNotMatch(terminal.shown(), /Internal error/);
    unchanged();
  });

  it("is answered, and says so in lines that fit", async () => {
    const terminal = await ask();
    terminal.press("sesame\r");
    assert.equal(await terminal.ended(), 0, terminal.shown());
    const told = terminal.shown().split(/[\r\n]+/);
    assert.deepEqual(
      told.filter((line) => line.length > 80),
      [],
    );
    assert.match(told.join(" "), /is stored encrypted in Pulumi\.dev\.yaml\. .*npm start/);
    assert.doesNotMatch(terminal.shown(), /sesame/);
  });
});
