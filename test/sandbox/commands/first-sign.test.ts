import assert from "node:assert/strict";
import path from "node:path";

import { runCommand } from "../../../workspace/run-command";

const folder = path.join(__dirname, "..", "..", "..", "sandbox", "commands");

describe("npm start", () => {
  it("loads no engine before a person sees that something happens", async () => {
    const script = `
      require(${JSON.stringify(path.join(folder, "start.js"))});
      process.on("exit", () => console.log(Object.keys(require.cache).join("\\n")));`;
    const { code, stdout, stderr } = await runCommand(process.execPath, [
      "--eval",
      script,
      "--",
      "start",
      "--help",
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /start-arguments\.js/);
    const heavy = stdout.split("\n").filter((file) => /@pulumi|client-node|\/pg\//.test(file));
    assert.deepEqual(heavy, []);
  });
});
