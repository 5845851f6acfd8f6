import assert from "node:assert/strict";

import { runCommandLine } from "./support";

const HELPED = [
  ["seed", "init"],
  ["seed", "plan"],
  ["stack", "new"],
  ["users", "list"],
  ["doctor"],
  ["forget-helm-release"],
  ["import-helm-values"],
];

describe("command line", () => {
  it("prints its help when nothing is asked", async () => {
    const { status, out, err } = await runCommandLine([]);
    assert.equal(status, 0);
    assert.match(out, /^Usage: control-plane/);
    assert.match(out, /Exit status: 0 success, 1 problems were found, 2/);
    assert.equal(err, "");
  });

  it("prints its version", async () => {
    const { status, out } = await runCommandLine(["--version"]);
    assert.equal(status, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
  });

  for (const [args, words] of [
    [["--stak", "x"], /unknown option '--stak'[\s\S]*Did you mean --stack/],
    [["nonsense"], /nonsense/],
    [["--stack"], /argument missing/],
  ] as const) {
    it(`refuses ${args.join(" ")} with exit status 2`, async () => {
      const { status, out, err } = await runCommandLine(args);
      assert.equal(status, 2);
      assert.equal(out, "");
      assert.match(err, words);
      assert.doesNotMatch(err, /\.js:\d+/);
    });
  }

  it("leads from a mistake to the help of the command that it was made with", async () => {
    const { err } = await runCommandLine(["seed", "plan", "--nonsense"]);
    assert.match(err, /Run control-plane seed plan --help for its options\./);
  });

  it("names every option that is missing", async () => {
    const { status, err } = await runCommandLine(["create", "stack", "demo"]);
    assert.equal(status, 2);
    assert.match(err, /not specified: '--organization <name>', '--region <name>'/);
  });

  it("helps with a command of a command", async () => {
    const { status, out } = await runCommandLine(["help", "seed", "plan"]);
    assert.equal(status, 0);
    assert.match(out, /^Usage: control-plane seed plan/);
    const unknown = await runCommandLine(["help", "seed", "nonsense"]);
    assert.equal(unknown.status, 2);
    assert.match(unknown.err, /unknown command 'nonsense'/);
  });

  it("ends in one document with --json, also for a wrong command line", async () => {
    const { status, out } = await runCommandLine(["create", "user", "--json"]);
    assert.equal(status, 2);
    assert.deepEqual(JSON.parse(out), { error: "missing required argument 'email'" });
  });

  it("names a stack file that is missing before the Pulumi CLI", async () => {
    const searchPath = process.env.PATH;
    process.env.PATH = "";
    try {
      const { status, err } = await runCommandLine(["render", "--stack", "nonsense"], {
        cwd: __dirname,
      });
      assert.equal(status, 1);
      assert.match(err, /There is no stack file Pulumi\.nonsense\.yaml in /);
    } finally {
      process.env.PATH = searchPath;
    }
  });

  for (const args of HELPED) {
    it(`has help of ${args.join(" ")} that fills 80 columns, and keeps to them`, async () => {
      const { out } = await runCommandLine([...args, "--help"], { columns: 80 });
      const lines = out.split("\n");
      assert.deepEqual(
        lines.filter((line) => line.length > 80),
        [],
      );
      const short = lines.filter((line, index) => {
        const [next = ""] = (lines[index + 1] ?? "").split(" ");
        return /^\S/.test(line) && next !== "" && line.length + 1 + next.length <= 80;
      });
      assert.deepEqual(
        short.filter((line) => !/^[\w ]+:$/.test(line)),
        [],
      );
      assert.doesNotMatch(out, /\(default: false\)/);
    });
  }

  it("breaks an error between words", async () => {
    const { status, err } = await runCommandLine(["open", "nothing"], { columns: 80 });
    assert.equal(status, 2);
    assert.match(err, /^error: 'nothing' is not a service\. /);
    assert.deepEqual(
      err.split("\n").filter((line) => line.length > 80),
      [],
    );
  });
});
