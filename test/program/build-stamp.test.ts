import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { staleSources, writeBuildStamp } from "../../program/build-stamp";
import { runOrExplain } from "../../program/run-or-explain";
import { ConfigError } from "../../config";

describe("the check of the build", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "formance-build-"));
    for (const folder of [
      "checks",
      "components/kubernetes",
      "config",
      "dex",
      "program",
      "seed",
      "dist",
    ]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, "index.ts"), "export {};");
    writeFileSync(join(root, "components/kubernetes/pod.ts"), "export const a = 1;");
    writeBuildStamp(root);
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

  it("finds changed, new and deleted sources", () => {
    writeFileSync(join(root, "components/kubernetes/pod.ts"), "export const a = 2;");
    writeFileSync(join(root, "seed/new.ts"), "");
    rmSync(join(root, "index.ts"));
    writeFileSync(join(root, "index.ts"), "export {};");
    assert.deepEqual(staleSources(root), ["components/kubernetes/pod.ts", "seed/new.ts"]);
    rmSync(join(root, "components/kubernetes/pod.ts"));
    assert.deepEqual(staleSources(root), ["components/kubernetes/pod.ts", "seed/new.ts"]);
  });

  it("has nothing to say of an installed package, which has no sources", () => {
    rmSync(join(root, "index.ts"));
    assert.deepEqual(staleSources(root), []);
  });

  it("stops the program with one sentence", async () => {
    writeFileSync(join(root, "config/areas.ts"), "");
    await assert.rejects(
      runOrExplain(root, () => assert.fail("ran")),
      /config\/areas\.ts\).*npm run build/,
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
