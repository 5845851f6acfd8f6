import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PolicyEvent } from "@pulumi/pulumi/automation";
import { projectRoot } from "../../workspace/folders";
import { openTestSandbox, type TestSandbox } from "./sandbox";

/** Official releases bring this program beside the CLI; an engine that was built has none. */
function writeAnalyzer(folder: string): void {
  const file = path.join(folder, "pulumi-analyzer-policy-nodejs");
  const program = path.join(projectRoot(), "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(file, 0o755);
}

describe("the policy pack on the real engine", function () {
  this.timeout(300_000);
  let folder: string;
  let test: TestSandbox;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-policy-"));
    writeAnalyzer(folder);
    test = await openTestSandbox();
  });

  after(async () => {
    await test.remove();
    rmSync(folder, { recursive: true });
  });

  /** The violations of a preview, and whether the engine let it pass. */
  const preview = async (config: Record<string, string>) => {
    const { stack } = test.sandbox;
    const configFile = path.join(folder, "policy-config.json");
    writeFileSync(configFile, JSON.stringify(config));
    stack.workspace.envVars = {
      ...stack.workspace.envVars,
      PATH: [folder, stack.workspace.envVars.PATH ?? process.env.PATH].join(path.delimiter),
    };
    const events: PolicyEvent[] = [];
    let output = "";
    const passed = await stack
      .preview({
        color: "never",
        policyPacks: [path.join(projectRoot(), "policy")],
        policyPackConfigs: [configFile],
        onEvent: ({ policyEvent }) => {
          if (policyEvent !== undefined) events.push(policyEvent);
        },
        onOutput: (text) => (output += text),
      })
      .then(
        () => true,
        () => false,
      );
    return { passed, events, output };
  };

  it("stops a preview at what breaks a mandatory rule, and tells the rest", async () => {
    const { passed, events, output } = await preview({});
    assert.ok(!passed, output);
    const mandatory = events.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    // The embedded server of the sandbox has no certificate; nothing else is wrong.
    assert.deepEqual(
      [...new Set(mandatory.map(({ policyName }) => policyName))],
      ["verified-database-tls"],
    );
    assert.match(mandatory[0]?.message ?? "", /TLS mode disable: set verify-full/);
    assert.ok(!events.some(({ message }) => message.includes("can't run")), output);
  });

  it("lets it pass where that rule is switched off", async () => {
    const { passed, output } = await preview({ "verified-database-tls": "disabled" });
    assert.ok(passed, output);
    assert.match(output, /formance-control-plane@v0\.1\.0/);
  });
});
