import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { staleSources } from "../../program/build-stamp";
import { root as project } from "./run-process";

const LEFT_OUT = /^(\.git|\.sandbox.*|dist|docs|node_modules|schemas|test)$/;

describe("npm run build", function () {
  this.timeout(120_000);
  let root: string;

  const build = () => spawnSync(process.execPath, ["build.mjs"], { cwd: root, encoding: "utf8" });
  const change = (file: string, text: (before: string) => string) => {
    writeFileSync(join(root, file), text(readFileSync(join(root, file), "utf8")));
  };

  before(() => {
    root = mkdtempSync(join(tmpdir(), "formance-build-"));
    cpSync(project, root, {
      recursive: true,
      filter: (source) => !LEFT_OUT.test(relative(project, source)),
    });
    symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
    assert.equal(build().stderr, "");
  });

  after(() => {
    rmSync(root, { recursive: true });
  });

  it("compiles nothing that has not changed", () => {
    const time = statSync(join(root, "dist/index.js")).mtimeMs;
    assert.equal(build().status, 0);
    assert.equal(statSync(join(root, "dist/index.js")).mtimeMs, time);
    assert.deepEqual(staleSources(root), []);
  });

  it("compiles a changed source, alone and into the program, and forgets one that is gone", () => {
    change("program/run-or-explain.ts", (text) => text.replace("Build it:", "Compile it:"));
    writeFileSync(join(root, "dist/facts/gone.js"), "");
    assert.deepEqual(staleSources(root), ["program/run-or-explain.ts"]);
    assert.equal(build().status, 0);
    assert.match(readFileSync(join(root, "dist/index.js"), "utf8"), /Compile it:/);
    assert.match(readFileSync(join(root, "dist/program/run-or-explain.js"), "utf8"), /Compile it:/);
    assert.equal(existsSync(join(root, "dist/facts/gone.js")), false);
    assert.deepEqual(staleSources(root), []);
  });

  it("compiles again what is gone from dist", () => {
    const gone = ["dist/index.js", "dist/config/load.js"].map((file) => join(root, file));
    for (const file of gone) rmSync(file);
    assert.equal(build().status, 0);
    assert.ok(gone.every((file) => existsSync(file)));
    writeFileSync(join(root, "dist/build-stamp.json"), "");
    assert.deepEqual(staleSources(root), ["index.ts"]);
    assert.equal(build().status, 0);
    assert.deepEqual(staleSources(root), []);
  });

  it("replaces a file as a whole: who reads it meanwhile reads all of it", () => {
    const reader = openSync(join(root, "dist/index.js"), "r");
    change("program/run-or-explain.ts", (text) => text.replace("Compile it:", "Build it:"));
    assert.equal(build().status, 0);
    assert.match(readFileSync(reader, "utf8"), /Compile it:/);
    closeSync(reader);
    assert.match(readFileSync(join(root, "dist/index.js"), "utf8"), /Build it:/);
    assert.deepEqual(
      readdirSync(join(root, "dist")).filter((name) => name.startsWith(".unfinished")),
      [],
    );
  });

  it("makes a program that is stale with other releases of the packages that it holds", () => {
    change("package-lock.json", (text) => `${text}\n`);
    assert.deepEqual(staleSources(root), ["package-lock.json"]);
    assert.equal(build().status, 0);
    assert.deepEqual(staleSources(root), []);
  });

  it("names the place of a syntax error, and goes on from there once it is corrected", () => {
    const before = readFileSync(join(root, "index.ts"), "utf8");
    change("index.ts", () => "const = 1;");
    const failed = build();
    assert.equal(failed.status, 1);
    assert.match(failed.stderr, /index\.ts:1:6/);
    change("index.ts", () => before);
    assert.equal(build().status, 0);
  });
});
