import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { runCommand } from "../../workspace/run-command";

const root = path.resolve(__dirname, "..", "..", "..");
const main = path.join(root, "dist", "cli", "main.js");

/** Writes down what a process loads, whether by `require` or by `import`. */
const RECORDER = `
const { registerHooks } = require("node:module");
const { appendFileSync } = require("node:fs");
registerHooks({
  load(url, context, next) {
    if (url.startsWith("file:")) appendFileSync(process.env.LOADED_MODULES, url + "\\n");
    return next(url, context);
  },
});
`;

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/;

describe("what a command loads", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-loading-"));
    writeFileSync(path.join(folder, "recorder.cjs"), RECORDER);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a command line loads: packages by their names, and the project's own modules. */
  async function loadedBy(args: readonly string[]) {
    const list = path.join(folder, "loaded.txt");
    rmSync(list, { force: true });
    await runCommand(
      process.execPath,
      ["--require", path.join(folder, "recorder.cjs"), main, ...args],
      { cwd: folder, env: { ...process.env, LOADED_MODULES: list } },
    );
    const files = readFileSync(list, "utf8").trim().split("\n");
    const packages = files.flatMap((file) => PACKAGE.exec(file)?.[1] ?? []);
    return {
      packages: [...new Set(packages)].sort(),
      own: files.filter((file) => !PACKAGE.test(file)),
    };
  }

  for (const args of [
    ["--help"],
    ["--version"],
    ["doctor", "--help"],
    ["create", "user", "--help"],
    ["help", "seed", "plan"],
    ["complete", "bash"],
    ["complete", "--", "doctor", "--"],
    ["--nonsense"],
    ["import-helm-values"],
  ]) {
    it(`is little for ${args.join(" ")}`, async () => {
      const { packages, own } = await loadedBy(args);
      assert.deepEqual(packages, ["@bomb.sh/tab", "commander", "fastest-levenshtein"]);
      // Each takes a millisecond.
      assert.ok(own.length < 70, `${own.length} modules`);
    });
  }
});
