import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";

const at = (file: string) => JSON.stringify(join(__dirname, "../../workspace", file));

/** Runs a text of a program in a process of its own, as the commands run theirs. */
function run(command: string, stdout: "pipe" | number = "pipe") {
  const program = `
    const done = require(${at("expect-end.js")}).expectEnd();
    require(${at("output-end.js")}).onOutputEnd(() => { done(); process.exit(); });
    (async () => { ${command} })().then(() => { done(); });`;
  return spawnSync(process.execPath, ["-e", program], {
    stdio: ["ignore", stdout, "pipe"],
    encoding: "utf8",
  });
}

describe("a command as a process", () => {
  it("ends well when its work is done", () => {
    const { status, stdout, stderr } = run('process.stdout.write("text")');
    deepStrictEqual([status, stdout, stderr], [0, "text", ""]);
  });

  it("fails with a word when it waits for something that can't come", () => {
    const { status, stderr } = run("await new Promise(() => {})");
    strictEqual(status, 1);
    match(stderr, /^Internal error: the command can't continue/);
  });

  it("fails when its output can't be written", () => {
    const { status, stderr } = run('process.stdout.write("text")', openSync("/dev/full", "w"));
    strictEqual(status, 1);
    match(stderr, /^The output can't be written \(ENOSPC\)\.\n$/);
  });

  it("fails when nobody awaits what is rejected", () => {
    const { status, stderr } = run(
      'Promise.reject(new Error("lost")); await new Promise((end) => setTimeout(end, 100))',
    );
    strictEqual(status, 1);
    match(stderr, /lost/);
  });
});
