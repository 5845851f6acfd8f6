import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../workspace/run-command";

describe("a Node that is too old for the plugin", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-node-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const version of ["20.18.0", "22.18.9"]) {
    for (const program of ["plugin/index.js", "plugin/build.js"]) {
      it(`is refused in one sentence: ${version} by ${program}`, async () => {
        const other = path.join(folder, `${version}.cjs`);
        writeFileSync(
          other,
          `Object.defineProperty(process.versions, "node", { value: "${version}" });`,
        );
        const { code, stdout, stderr } = await runCommand(process.execPath, [
          ...["--require", other],
          program,
        ]);
        assert.equal(code, 1);
        assert.equal(stdout, "");
        assert.equal(
          stderr,
          `formance-control-plane runs on Node 22.19 or later; node on PATH is ${version}.\n`,
        );
      });
    }
  }
});
