import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./run-process";

const requireOf = (file: string) => `require(${JSON.stringify(join(root, file))})`;

describe("what helps to find a fault in the program", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "formance-diagnostics-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs a script in the place of the file that Pulumi's language host starts. */
  const runAs = (place: string, script: string, options = "") => {
    const file = join(folder, place, "index.js");
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(file, script);
    const env = { ...process.env, NODE_OPTIONS: options };
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8", env });
    return stdout === "" ? stderr : stdout;
  };
  const CLI = "node_modules/@pulumi/pulumi/cmd/run";
  const script = `
    const { log } = ${requireOf("node_modules/@pulumi/pulumi")};
    const { debug } = log;
    Error.prepareStackTrace = (error) => String(error);
    ${requireOf("dist/program/diagnostics.js")}.leaveOutDiagnostics();
    console.log(Error.stackTraceLimit, Error.prepareStackTrace === undefined, log.debug === debug);`;

  it("is left out under Pulumi's CLI", () => {
    assert.equal(runAs(CLI, script), "0 true false\n");
  });

  for (const option of ["--stack-trace-limit=50", "--stack_trace_limit=50"]) {
    it(`is there with NODE_OPTIONS=${option}`, () => {
      assert.equal(runAs(CLI, script, `--no-warnings ${option}`), "50 false true\n");
    });
  }

  it("is there with other options that ask for traces", () => {
    assert.equal(runAs(CLI, script, "--enable-source-maps"), "10 false true\n");
  });

  it("is there in other programs, and other NODE_OPTIONS change nothing", () => {
    assert.equal(runAs("own-program", script), "10 false true\n");
    assert.equal(runAs(CLI, script, "--max-old-space-size=512"), "0 true false\n");
  });

  it("is said how to get where an Output failed, once, and not for what a person can fix", () => {
    const later = (error: string) => `
      const pulumi = ${requireOf("node_modules/@pulumi/pulumi")};
      process.on("unhandledRejection", (error) => console.log(error.message));
      Object.assign(pulumi.log, { info: console.log });
      ${requireOf("dist/program/diagnostics.js")}.leaveOutDiagnostics();
      for (const text of ["a", "b"]) pulumi.output(text).apply(() => { throw ${error}; });`;
    // The SDK has two promises for each.
    assert.equal(
      runAs(CLI, later("new Error(text)")),
      "a\nTo see where it comes from, run again with NODE_OPTIONS=--stack-trace-limit=50.\na\nb\nb\n",
    );
    assert.equal(runAs(CLI, later("new pulumi.RunError(text)")), "a\na\nb\nb\n");
  });

  const failing = (toPrint: string) => `
    ${requireOf("node_modules/source-map-support")}.install();
    const program = ${requireOf("dist/index.js")};
    const { runtime } = ${requireOf("node_modules/@pulumi/pulumi")};
    runtime.getRootDirectory = () => { throw new Error("broken"); };
    program().catch((error) => console.log(${toPrint}));`;

  it("names the file and the line in the sources, though one file runs", () => {
    const stack = runAs(CLI, failing("error.stack"), "--stack-trace-limit=50");
    assert.match(stack, /^Error: broken\n/);
    assert.match(stack, /program\/pulumi-config\.ts:\d+:\d+/);
    assert.doesNotMatch(stack, /dist\/index\.js/);
  });

  it("is said how to get, without a trace, where the program itself is at fault", () => {
    assert.equal(
      runAs(CLI, failing("error.message")),
      "Internal error: broken\n" +
        "To see where it comes from, run again with NODE_OPTIONS=--stack-trace-limit=50.\n",
    );
  });
});
