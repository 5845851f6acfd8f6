import { equal, match } from "node:assert/strict";

import { runCommandLine } from "./support";

describe("control-plane preflight", () => {
  it("asks for the stack", async () => {
    const { status, err, out } = await runCommandLine(["preflight"]);
    equal(status, 2);
    equal(out, "");
    match(err, /Name the stack: --stack NAME/);
  });

  it("is in the help", async () => {
    const { out } = await runCommandLine(["--help"]);
    match(out, /preflight +Check, before anything is deployed/);
  });
});
