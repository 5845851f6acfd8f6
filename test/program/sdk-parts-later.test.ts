import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./run-process";

/** Runs a script in a process of its own, which has loaded nothing yet; returns what it printed. */
function run(script: string): unknown {
  const text = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  return JSON.parse(text.trim().split("\n").at(-1) ?? "");
}

const program = JSON.stringify(join(root, "dist/index.js"));
const slow = `Object.keys(require.cache).filter((file) => /typescript.lib|arborist/.test(file))`;

describe("the parts of Pulumi's SDK that the program loads later", () => {
  it("aren't loaded by the program", () => {
    assert.deepEqual(run(`require(${program}); console.log(JSON.stringify(${slow}))`), []);
  });

  it("are loaded by a program that needs them", () => {
    const script = `
      require(${program});
      const { runtime } = require("@pulumi/pulumi");
      runtime.serializeFunction(() => 7).then(async ({ text }) => {
        const paths = await runtime.computeCodePaths({ extraExcludePackages: ["typescript"] });
        console.log(JSON.stringify({ text, paths: paths.size, slow: ${slow}.length }));
      });`;
    const { text, paths, slow: loaded } = run(script) as Record<string, number | string>;
    assert.match(String(text), /exports\.handler = __f0;/);
    assert.ok(Number(paths) > 0 && Number(loaded) > 0);
  });
});
