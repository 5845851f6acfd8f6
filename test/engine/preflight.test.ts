import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { openTestSandbox, type TestSandbox } from "./sandbox";
import { stateOf } from "./state";

const prefix = "formance-control-plane:";

describe("the preflight on the real engine", function () {
  this.timeout(300_000);
  let test: TestSandbox | undefined;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "formance-preflight-"));
  });

  afterEach(async () => {
    await test?.remove();
    test = undefined;
    rmSync(folder, { recursive: true });
  });

  const openWith = async (preflight: "warn" | "fail") => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    // Nothing listens there from now on.
    await new Promise((resolve) => server.close(resolve));
    const settings = parseDocument(readFileSync("Pulumi.dev.yaml", "utf8"));
    settings.setIn(["config", `${prefix}preflight`], preflight);
    settings.setIn(
      ["config", `${prefix}dex`, "connectors"],
      [
        {
          type: "oidc",
          id: "sso",
          name: "Single sign-on",
          config: { issuer: `https://127.0.0.1:${port}`, clientID: "dex" },
        },
      ],
    );
    const settingsFile = join(folder, "Pulumi.dev.yaml");
    writeFileSync(settingsFile, settings.toString());
    test = await openTestSandbox({
      settingsFile,
      secrets: { [`${prefix}dex.connectors[0].config.clientSecret`]: "sealed-9Lw4" },
    });
    return test.sandbox;
  };

  it("names the provider that is down in the preview, and up deploys nothing", async () => {
    const { stack } = await openWith("fail");
    for (const run of [stack.preview.bind(stack), stack.up.bind(stack)]) {
      let output = "";
      await assert.rejects(run({ color: "never", onOutput: (text: string) => (output += text) }));
      assert.match(output, /The preflight found .*, so nothing was deployed/);
      assert.match(
        output,
        /dex\.connectors\[0\] \(provider-discovery\): .* accepts no connections/,
      );
      assert.doesNotMatch(output, /sealed-9Lw4|node_modules|\.js:\d+/);
    }
    const kept = (await stateOf(stack)).filter(({ type }) => type !== "pulumi:pulumi:Stack");
    assert.deepEqual(kept, []);
  });

  it("warns of it where it is to warn, and plans everything", async () => {
    const { stack } = await openWith("warn");
    let output = "";
    const { changeSummary } = await stack.preview({
      color: "never",
      onOutput: (text: string) => (output += text),
    });
    assert.match(output, /warning: .*dex\.connectors\[0\] \(provider-discovery\)/);
    assert.ok((changeSummary.create ?? 0) > 70);
  });
});
