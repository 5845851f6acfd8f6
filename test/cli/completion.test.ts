import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { runCommand } from "../../workspace/run-command";

const main = path.resolve(__dirname, "..", "..", "cli", "main.js");

/** It writes to the process's own output, so each run is a process. */
async function complete(cwd: string, ...words: string[]): Promise<string[]> {
  const { stdout } = await runCommand(process.execPath, [main, "complete", "--", ...words], {
    cwd,
  });
  return stdout.split("\n").map((line) => line.split("\t")[0] ?? "");
}

describe("completion in the shell", function () {
  this.timeout(120_000);
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-completion-"));
    writeFileSync(path.join(folder, "Pulumi.acme.yaml"), "");
    writeFileSync(path.join(folder, "Pulumi.yaml"), "");
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("knows commands, and the commands below them", async () => {
    assert.ok((await complete(folder, "")).includes("doctor"));
    assert.ok((await complete(folder, "seed", "")).includes("plan"));
  });

  it("knows options, those of every command too", async () => {
    const options = await complete(folder, "doctor", "--");
    assert.ok(options.includes("--resolve"));
    assert.ok(options.includes("--stack"));
  });

  it("knows the stacks of the folder", async () => {
    const stacks = await complete(folder, "doctor", "--stack", "");
    assert.deepEqual(stacks.slice(0, 1), ["acme"]);
  });

  for (const shell of ["bash", "zsh", "fish", "powershell"]) {
    it(`has a script for ${shell}`, async () => {
      const { stdout } = await runCommand(process.execPath, [main, "complete", shell]);
      assert.match(stdout, /control-plane/);
    });
  }
});
