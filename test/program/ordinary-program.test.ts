import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const root = resolve(__dirname, "../../..");
const prefix = "formance-control-plane:";

/** The config of the dev stack, as `Pulumi.dev.yaml` has it. */
function devConfig(): Record<string, unknown> {
  const text = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
  return (parse(text) as { config: Record<string, unknown> }).config;
}

/** Runs the program as `pulumi up` does: config by the environment, the stack file in its folder. */
function run(
  config: Record<string, unknown>,
  secretKeys: readonly string[],
  stackFile: string,
): unknown {
  const folder = mkdtempSync(join(tmpdir(), "formance-program-"));
  writeFileSync(join(folder, "Pulumi.test.yaml"), stackFile);
  const values = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  // A program that failed leaves promises behind, of which the runtime complains at its exit.
  const { stdout } = spawnSync(process.execPath, [join(__dirname, "run-program.js")], {
    encoding: "utf8",
    env: {
      ...process.env,
      PULUMI_NODEJS_ROOT_DIRECTORY: folder,
      PULUMI_CONFIG: JSON.stringify(values),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    },
  });
  rmSync(folder, { recursive: true, force: true });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

describe("the program, started as pulumi up starts it", () => {
  const databaseKey = `${prefix}database`;
  const database = (password: unknown) => ({
    ...(devConfig()[databaseKey] as object),
    admin: { password },
  });
  const fileWith = (password: unknown) =>
    JSON.stringify({ config: { ...devConfig(), [databaseKey]: database(password) } });

  it("deploys the stack that its config describes", () => {
    const config = { ...devConfig(), [databaseKey]: database("opened") };
    const resources = run(config, [databaseKey], fileWith({ secure: "v1:x" })) as string[];
    assert.ok(resources.includes("formance-control-plane:index:ControlPlane formance"));
    assert.ok(resources.includes("kubernetes:apps/v1:Deployment formance-membership"));
  });

  it("refuses a secret in clear in a key that holds encrypted ones too", () => {
    const config = {
      ...devConfig(),
      [databaseKey]: { ...database("opened"), membership: { password: "in-clear-42" } },
    };
    const file = JSON.stringify({
      config: {
        ...devConfig(),
        [databaseKey]: { ...database({ secure: "v1:x" }), membership: { password: "in-clear-42" } },
      },
    });
    const { error } = run(config, [databaseKey], file) as { error: string };
    assert.match(error, /database\.membership\.password\n\s+is stored in clear/);
    assert.ok(!error.includes("in-clear-42"));
    assert.ok(!error.includes("database.admin.password"));
  });

  it("refuses a key that nothing reads", () => {
    const config = { ...devConfig(), [`${prefix}ingres`]: "{}" };
    const { error } = run(config, [], fileWith("x")) as { error: string };
    assert.match(error, /ingres\n\s+is not a known key\. Did you mean ingress\?/);
  });
});
