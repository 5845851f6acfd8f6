import assert from "node:assert/strict";

import { runCommandLine } from "./support";

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
});
