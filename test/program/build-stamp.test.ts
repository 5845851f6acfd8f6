import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { hashSources, STAMP, staleSources } from "../../program/build-stamp";
import { runOrExplain } from "../../program/run-or-explain";
import { ConfigError } from "../../config";
import { devConfig, prefix, root as project, runProcess } from "./run-process";

describe("the check of the build", () => {
  let root: string;
  const loaded = ["checks/preflight.ts", "components/pod.ts", "index.ts", "seed/runtime.ts"];

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "formance-build-"));
    write("index.ts", "");
    write("components/pod.ts", "");
    write("checks/preflight.ts", "");
    write("seed/runtime.ts", "");
    write("test/pod.test.ts", "");
    write(STAMP, JSON.stringify(hashSources(root, loaded)));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("finds nothing after a build, also in a copy", () => {
    assert.deepEqual(staleSources(root), []);
    const copy = `${root}-copy`;
    cpSync(root, copy, { recursive: true });
    assert.deepEqual(staleSources(copy), []);
    rmSync(copy, { recursive: true });
  });

  it("finds changed and deleted sources", () => {
    write("components/pod.ts", "export const a = 2;");
    rmSync(join(root, "seed/runtime.ts"));
    write("test/pod.test.ts", "export const a = 2;");
    assert.deepEqual(staleSources(root), ["components/pod.ts", "seed/runtime.ts"]);
  });

  it("finds a build that has no record, or a part of one", () => {
    rmSync(join(root, STAMP));
    assert.deepEqual(staleSources(root), ["index.ts"]);
    write(STAMP, '{"index.ts":');
    assert.deepEqual(staleSources(root), ["index.ts"]);
  });

  it("has nothing to say of an installed package, which has no sources", () => {
    rmSync(join(root, "index.ts"));
    assert.deepEqual(staleSources(root), []);
  });

  it("stops the program with one sentence", async () => {
    write("checks/preflight.ts", "export {};");
    await assert.rejects(
      runOrExplain(root, () => assert.fail("ran")),
      /checks\/preflight\.ts\).*npm run build/,
    );
  });

  it("lets the program run, and tells its config errors without a trace", async () => {
    assert.equal(await runOrExplain(root, () => Promise.resolve(7)), 7);
    const problem = { path: "formance-control-plane:domain", message: "is missing." };
    const fails = () => Promise.reject(new ConfigError([problem]));
    await assert.rejects(
      runOrExplain(root, fails),
      (error: Error) => error.constructor.name === "RunError" && error.message.includes("domain"),
    );
  });
});

describe("the record of this build", () => {
  it("has every module of the project that a deployment with a preflight loads", () => {
    const key = `${prefix}database`;
    const database = { ...(devConfig()[key] as object), admin: { password: "opened" } };
    const config = {
      ...devConfig(),
      [key]: database,
      [`${prefix}preflight`]: "warn",
      "kubernetes:renderYamlToDirectory": "manifests",
    };
    const stackFile = JSON.stringify({ config: { ...config, [key]: { secure: "v1:x" } } });
    const { result, modules } = runProcess(config, [key], stackFile);
    assert.ok(Array.isArray(result), JSON.stringify(result));
    const dist = join(project, "dist");
    const loaded = modules
      .map((file) => relative(dist, file))
      .filter((file) => !/^(\.\.|test)\//.test(file))
      .map((file) => file.replace(/\.js$/, ".ts"))
      // The mocks of the tests load it.
      .filter((file) => file !== "cli/render/fail-on-rejection.ts");
    assert.ok(loaded.includes("checks/preflight/cluster/required-kinds.ts"));
    const recorded = Object.keys(JSON.parse(readFileSync(join(project, STAMP), "utf8")) as object);
    // The first are part of the program's file.
    const known = ["components/control-plane/control-plane.ts", "config/load.ts", ...loaded];
    assert.deepEqual(
      known.filter((file) => !recorded.includes(file)),
      [],
    );
    const foreign = recorded.filter((file) => /^(test|sandbox|cli|node_modules)\//.test(file));
    assert.deepEqual(foreign, []);
  });
});
