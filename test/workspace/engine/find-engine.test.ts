import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import { WorkspaceError } from "../../../workspace/errors";
import { findEngine, type EngineSources } from "../../../workspace/engine/find-engine";
import { engineFromGo } from "../../../workspace/engine/from-go";
import { engineFromPath } from "../../../workspace/engine/from-path";
import { temporaryFolder } from "../../sandbox/temporary-folder";

/** Puts a program that runs a shell script into a folder. */
function fakeProgram(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

describe("the search for the engine", () => {
  const savedPath = process.env.PATH;
  let folder: string;
  let bin: string;
  let cache: string;

  beforeEach(() => {
    folder = temporaryFolder();
    bin = path.join(folder, "on-path");
    cache = path.join(folder, "cache");
    mkdirSync(bin);
    process.env.PATH = `${bin}:/usr/bin:/bin`;
  });
  afterEach(() => {
    process.env.PATH = savedPath;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sources of which only PATH is real; the others are asked and answer as told. */
  function sources(answers: { npm?: boolean; go?: boolean } = {}): {
    asked: string[];
    sources: EngineSources;
  } {
    const asked: string[] = [];
    const answer = (name: "npm" | "go") => () => {
      asked.push(name);
      if (answers[name] !== true) {
        return Promise.resolve({ found: false as const, reason: `${name} has none` });
      }
      const root = path.join(folder, name);
      fakeProgram(path.join(root, "bin"), "pulumi", "echo v3.259.0");
      const binDirectory = path.join(root, "bin");
      return Promise.resolve({ found: true as const, version: "3.259.0", binDirectory });
    };
    return { asked, sources: { path: engineFromPath, npm: answer("npm"), go: answer("go") } };
  }

  it("takes the CLI on PATH, and asks nobody else", async () => {
    fakeProgram(bin, "pulumi", "echo v3.240.1");
    const { asked, sources: given } = sources();
    const engine = await findEngine({ cache, sources: given });
    assert.equal(engine.source, "path");
    assert.equal(engine.version, "3.240.1");
    assert.equal(engine.binDirectory, bin);
    assert.deepEqual(asked, []);
  });

  it("passes over a CLI that is too old, and says so", async () => {
    fakeProgram(bin, "pulumi", "echo v3.100.0");
    const notices: string[] = [];
    const engine = await findEngine({
      cache,
      sources: sources({ npm: true }).sources,
      onNotice: (text) => notices.push(text),
    });
    assert.equal(engine.source, "npm");
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? "", /is version 3\.100\.0; .* needs 3\.230\.0 or later/);
  });

  it("passes over a CLI that doesn't work", async () => {
    fakeProgram(bin, "pulumi", "exit 3");
    const engine = await findEngine({ cache, sources: sources({ go: true }).sources });
    assert.equal(engine.source, "go");
  });

  it("asks npm before it builds", async () => {
    const { asked, sources: given } = sources({ npm: true, go: true });
    assert.equal((await findEngine({ cache, sources: given })).source, "npm");
    assert.deepEqual(asked, ["npm"]);
  });

  it("uses a finished build before it asks npm again", async () => {
    fakeProgram(path.join(cache, "engine", "pulumi-v3.259.0", "bin"), "pulumi", "echo v3.259.0");
    const { asked, sources: given } = sources({ npm: true });
    const engine = await findEngine({ cache, sources: { ...given, go: engineFromGo } });
    assert.equal(engine.source, "go");
    assert.deepEqual(asked, []);
  });

  it("lists every way when none works", async () => {
    await assert.rejects(findEngine({ cache, sources: sources().sources }), (error: Error) => {
      assert.ok(error instanceof WorkspaceError);
      assert.match(error.message, /on PATH: no pulumi on PATH/);
      assert.match(error.message, /from npm: npm has none/);
      assert.match(error.message, /built from source: go has none/);
      assert.match(error.message, /install the Pulumi CLI .* downloads; or install Go/);
      return true;
    });
  });

  it("says that the source or Go is missing", async () => {
    process.env.PATH = bin;
    const request = { root: folder, cache, onProgress: () => undefined, onNotice: () => undefined };
    assert.deepEqual(await engineFromGo(request), {
      found: false,
      reason: "only a checkout of the project can build it",
    });
    mkdirSync(path.join(folder, "workspace", "engine", "go-module"), { recursive: true });
    assert.deepEqual(await engineFromGo(request), {
      found: false,
      reason: "there is no Go on PATH",
    });
  });

  it("keeps nothing of a build that failed, and tells the compiler's words", async () => {
    fakeProgram(
      bin,
      "go",
      'if [ "$1" = list ]; then echo a/b; exit 0; fi\necho a/b >&2; echo "a/b/c.go:1: no good" >&2; exit 1',
    );
    mkdirSync(path.join(folder, "workspace", "engine", "go-module"), { recursive: true });
    const progress: string[] = [];
    const request = {
      root: folder,
      cache,
      onProgress: (text: string) => progress.push(text),
      onNotice: () => undefined,
    };
    const result = await engineFromGo(request);
    assert.deepEqual(result, { found: false, reason: "the build failed: a/b/c.go:1: no good" });
    assert.ok(progress.some((text) => text.includes("1 of at most 1 packages")));
    assert.equal(existsSync(path.join(cache, "engine", "pulumi-v3.259.0", "bin", "pulumi")), false);
  });

  it("builds again what was cut off, and removes what killed builds left", async () => {
    // go build -v -o FILE …
    fakeProgram(bin, "go", 'if [ "$1" = list ]; then echo a/b; else cp /bin/sh "$4"; fi');
    mkdirSync(path.join(folder, "workspace", "engine", "go-module"), { recursive: true });
    const request = { root: folder, cache, onProgress: () => undefined, onNotice: () => undefined };
    const binDirectory = path.join(cache, "engine", "pulumi-v3.259.0", "bin");
    const output = path.join(binDirectory, "pulumi");
    const whole = readFileSync("/bin/sh");
    for (const left of [whole.subarray(0, whole.length / 2), whole.subarray(0, 10), ""]) {
      mkdirSync(binDirectory, { recursive: true });
      writeFileSync(output, left);
      writeFileSync(`${output}.unfinished-4194305`, left);
      const result = await engineFromGo(request);
      assert.deepEqual(result, { found: true, version: "3.259.0", binDirectory });
      assert.ok(readFileSync(output).equals(whole));
      assert.deepEqual(readdirSync(binDirectory), ["pulumi"]);
    }
  });

  describe("what it gives the engine", () => {
    it("puts the Node that runs us first on PATH", async () => {
      fakeProgram(bin, "pulumi", "echo v3.240.1");
      const engine = await findEngine({ cache, sources: sources().sources });
      assert.equal(engine.env.PATH?.split(":")[0], path.dirname(process.execPath));
    });

    it("adds a launcher of dynamic providers where there is none", async () => {
      fakeProgram(bin, "pulumi", "echo v3.240.1");
      const engine = await findEngine({ cache, sources: sources().sources });
      const launcher = path.join(cache, "engine", "launcher");
      assert.ok(engine.env.PATH?.split(":").includes(launcher));
      assert.ok(existsSync(path.join(launcher, "pulumi-resource-pulumi-nodejs")));
    });

    it("uses the launcher that an official release brings", async () => {
      fakeProgram(bin, "pulumi", "echo v3.240.1");
      fakeProgram(bin, "pulumi-resource-pulumi-nodejs", "exit 0");
      await findEngine({ cache, sources: sources().sources });
      assert.equal(existsSync(path.join(cache, "engine", "launcher")), false);
    });
  });
});
