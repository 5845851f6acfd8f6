import assert from "node:assert/strict";
import { runCommandLine } from "./support";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (plaintext: string) => ({
  [signature]: "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(plaintext),
});

const config = {
  urn: "urn:pulumi:dev::project::kubernetes:core/v1:ConfigMap::settings",
  type: "kubernetes:core/v1:ConfigMap",
  inputs: { data: { greeting: secret("canary-value") } },
};
const role = {
  urn: "urn:pulumi:dev::project::component$postgresql:index/role:Role::membership",
  type: "postgresql:index/role:Role",
  inputs: {},
};

const run = (resources: readonly object[], ...args: string[]) =>
  runCommandLine(["policy", "--state", "-", ...args], {
    readInput: () => Promise.resolve(JSON.stringify({ version: 3, deployment: { resources } })),
  });

describe("control-plane policy", () => {
  it("tells what breaks a mandatory rule, without the secret, and exits with 1", async () => {
    const { status, out } = await run([config, role]);
    assert.equal(status, 1);
    const text = out.replaceAll(/\s+/g, " ");
    assert.match(
      text,
      /mandatory no-secret-in-clear: kubernetes:core\/v1:ConfigMap settings holds a secret under greeting: make it a Secret\./,
    );
    assert.match(text, /advisory protected-databases: postgresql:index\/role:Role membership /);
    assert.match(text, /2 resources, 2 violations, 1 of mandatory rules\. $/);
    assert.ok(!out.includes("canary"));
  });

  it("exits with 0 where only an advisory rule is broken, or none", async () => {
    assert.equal((await run([role])).status, 0);
    const kept = { ...role, retainOnDelete: true };
    const gone = { ...config, delete: true };
    const { status, out } = await run([kept, gone]);
    assert.equal(status, 0);
    assert.equal(out, "1 resource; no violations.\n");
  });

  it("prints one document with --json", async () => {
    const { out } = await run([config], "--json");
    assert.deepEqual(JSON.parse(out), {
      resources: 1,
      mandatory: 1,
      findings: [
        {
          rule: "no-secret-in-clear",
          level: "mandatory",
          urn: config.urn,
          message: "holds a secret under greeting: make it a Secret.",
        },
      ],
    });
  });

  it("says what is wrong with the command line or the file, and not what the file holds", async () => {
    const refused = async (args: string[], text: string) => {
      const outcome = await runCommandLine(["policy", ...args], {
        readInput: () => Promise.resolve(text),
      });
      assert.equal(outcome.status, 2);
      return outcome.err;
    };
    assert.match(await refused([], ""), /--stack NAME or --state FILE/);
    assert.match(await refused(["--state", "/none"], ""), /\/none, which can't be read/);
    const bad = await refused(["--state", "-"], "canary");
    assert.match(
      bad,
      /isn't an exported state: it is not JSON\. Export one with: pulumi stack export/,
    );
    assert.ok(!bad.includes("canary"));
    assert.match(await refused(["--state", "-"], "[]"), /it has no list of resources/);
  });
});
