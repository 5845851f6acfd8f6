import { equal, match } from "node:assert/strict";

import { runCommandLine } from "../support";

describe("control-plane doctor", () => {
  it("asks for the stack", async () => {
    const { status, err, out } = await runCommandLine(["doctor"]);
    equal(status, 2);
    equal(out, "");
    match(err, /Name the stack: --stack NAME/);
  });

  for (const [args, words] of [
    [["--time-limit", "soon"], /1 to 600 seconds/],
    [["--time-limit", "0"], /1 to 600 seconds/],
  ] as const) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { status, err } = await runCommandLine(["doctor", "--stack", "dev", ...args]);
      equal(status, 2);
      match(err, words);
    });
  }

  it("tells in its help where the test user's password is read", async () => {
    const { out } = await runCommandLine(["doctor", "--help"]);
    match(out, /CONTROL_PLANE_LOGIN_PASSWORD/);
    match(out, /--bundle <file>/);
  });
});
