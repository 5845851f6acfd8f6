import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseBenchArguments } from "../../bench/options";
import { SandboxError } from "../../sandbox/errors";

const known = ["update", "scaling", "seed"];

describe("the arguments of the benchmark", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-bench-"));
    mkdirSync(path.join(folder, "dist"));
    writeFileSync(path.join(folder, "dist/index.js"), "");
    writeFileSync(path.join(folder, "psql"), "", { mode: 0o755 });
    env = { PATH: folder };
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("are every part in seven rounds unless told otherwise", () => {
    const { parts, rounds, check, profile } = parseBenchArguments([], known, env);
    assert.deepEqual(
      { parts, rounds, check, profile },
      { parts: known, rounds: 7, check: false, profile: false },
    );
    const given = parseBenchArguments(["update", "--rounds", "3", "--against", folder], known, env);
    assert.deepEqual([given.parts, given.rounds, given.against], [["update"], 3, folder]);
  });

  for (const [args, said] of [
    [["updte"], /^The benchmark has no part "updte"\. Did you mean update\?$/],
    [["x"], /^The benchmark has no part "x"\. Known here: update, scaling, seed\.$/],
    [["--rounds", "0"], /^--rounds is "0"; it must be a number from 1 up\.$/],
    [["--rounds", "x"], /^--rounds is "x"/],
    [["--rounds", "2.5"], /^--rounds is "2\.5"/],
    [["--rounds"], /^--rounds needs a value\. npm run bench -- --help lists the options\.$/],
    [["--round", "3"], /^Unknown option '--round'\./],
    [["--against", "/nowhere"], /^--against is "\/nowhere", .*Build it there: npm ci$/],
    [["scaling", "--against", "/"], /^--against has no effect without the part update\.$/],
    [["--profile", "--check"], /^--check has no effect with --profile\.$/],
    [["update", "--profile"], /^update has no effect with --profile\.$/],
  ] as const) {
    it(`are refused: ${args.join(" ")}`, () => {
      assert.throws(
        () => parseBenchArguments(args, known, env),
        (error) => error instanceof SandboxError && said.test(error.message),
      );
    });
  }

  it("ask for psql before anything runs, where it is needed", () => {
    const without = { PATH: "/nowhere" };
    assert.throws(() => parseBenchArguments([], known, without), /psql, which is not on PATH/);
    assert.deepEqual(parseBenchArguments(["update"], known, without).parts, ["update"]);
  });
});
