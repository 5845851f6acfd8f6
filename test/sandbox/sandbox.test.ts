import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Client } from "pg";

import { SandboxError } from "../../sandbox/errors";
import { openSandbox, type SandboxOptions } from "../../sandbox/sandbox";
import { removePostgres } from "../../sandbox/servers/postgres";
import { findEngine, type Engine } from "../../workspace/engine/find-engine";
import { temporaryFolder } from "./temporary-folder";

const SETTINGS = "config:\n  formance-control-plane:domain: example.com\n";

describe("a sandbox stack", function () {
  // The first run on a machine may have to build the engine.
  this.timeout(20 * 60_000);

  let engine: Engine;
  let folder: string;
  let settingsFile: string;

  before(async () => {
    engine = await findEngine();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    settingsFile = path.join(folder, "Pulumi.dev.yaml");
    writeFileSync(settingsFile, SETTINGS);
  });
  afterEach(async () => {
    await removePostgres(path.join(folder, "sandbox", "postgres"));
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (options: Partial<SandboxOptions>) =>
    openSandbox({
      folder: path.join(folder, "sandbox"),
      settingsFile,
      engine,
      durable: false,
      plugins: "local",
      ...options,
    });

  /** A program of one object, whose content is the domain of the configuration. */
  const oneObject = (): Promise<Record<string, unknown>> => {
    const config = new pulumi.Config("formance-control-plane");
    const database = config.requireSecretObject<{ host: string; admin: { password: string } }>(
      "database",
    );
    new kubernetes.core.v1.ConfigMap("one", {
      metadata: { name: "one" },
      data: { domain: config.require("domain") },
    });
    return Promise.resolve({ host: database.host, password: database.admin.password });
  };

  it("deploys, changes nothing the second time, and comes back after its files were deleted", async () => {
    const first = await open({ program: oneObject });
    const made = await first.deploy();
    await first.close();
    assert.equal(made.changes.create, 2);
    assert.equal(made.outputs.host?.value, "127.0.0.1");
    assert.equal(made.outputs.password?.value, first.server?.password);
    assert.equal(made.outputs.password?.secret, true);
    assert.equal(statSync(first.places.passphrase).mode & 0o777, 0o600);

    const second = await open({ program: oneObject });
    const unchanged = await second.deploy();
    await second.close();
    assert.deepEqual(unchanged.changes, { same: 2 });

    rmSync(first.places.manifests, { recursive: true });
    const third = await open({ program: oneObject });
    await third.deploy();
    await third.close();
    assert.ok(readdirSync(first.places.manifests).length > 0);
  });

  it("tells a mistake of the configuration in one sentence", async () => {
    const sandbox = await open({
      program: () => {
        throw new pulumi.RunError("domain: has a scheme. Write it like example.com");
      },
    });
    await assert.rejects(sandbox.deploy(), (error: Error) => {
      assert.ok(error instanceof SandboxError);
      assert.equal(
        error.message,
        "The deployment failed: domain: has a scheme. Write it like example.com",
      );
      return true;
    });
    await sandbox.close();
  });

  it("tells a failed resource, and goes on from there", async () => {
    const faults = [
      { operation: "create", type: "kubernetes:core/v1:ConfigMap", message: "the disk is full" },
    ] as const;
    const broken = await open({ program: oneObject, faults });
    await assert.rejects(
      broken.deploy(),
      /The deployment failed: ConfigMap one: .*the disk is full/,
    );
    await broken.close();
    const fixed = await open({ program: oneObject });
    assert.equal((await fixed.deploy()).changes.create, 1);
    await fixed.close();
  });

  it("tells a wrong passphrase in one sentence", async () => {
    const passphrase = process.env.PULUMI_CONFIG_PASSPHRASE;
    const encrypted = "      password: { secure: v1:ZGF0YQ==:ZGF0YQ== }";
    writeFileSync(
      settingsFile,
      `encryptionsalt: v1:J2zPVjAaTnM=:v1:bmljZXRyeW5pY2U=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n${SETTINGS}  formance-control-plane:database:\n    admin:\n${encrypted}\n`,
    );
    process.env.PULUMI_CONFIG_PASSPHRASE = "wrong";
    try {
      await assert.rejects(open({ program: oneObject }), {
        name: "SandboxError",
        message: /^The passphrase of PULUMI_CONFIG_PASSPHRASE.*Set the one/,
      });
    } finally {
      if (passphrase === undefined) delete process.env.PULUMI_CONFIG_PASSPHRASE;
      else process.env.PULUMI_CONFIG_PASSPHRASE = passphrase;
    }
  });

  it("is worked on by one run at a time", async () => {
    const first = await open({ program: oneObject });
    await assert.rejects(
      open({ program: oneObject }),
      /Another run is using the sandbox in .*: process \d+, since/,
    );
    await first.close();
  });

  it("holds one stack", async () => {
    const first = await open({ program: oneObject });
    await first.close();
    await assert.rejects(
      open({ program: oneObject, stack: "acme" }),
      /holds the stack dev, not acme\. .*npm run down/,
    );
  });

  it("does not go on with a database whose state was deleted", async () => {
    const first = await open({ program: oneObject });
    await first.close();
    const { host, port, user, password } = first.server ?? assert.fail("no server");
    const client = new Client({ host, port, user, password, database: "postgres" });
    await client.connect();
    await client.query("create role membership");
    await client.end();
    rmSync(first.places.state, { recursive: true });
    await assert.rejects(open({ program: oneObject }), /state in .* is gone.*npm run down/);
  });

  it("is removed by what its state knows", async () => {
    const sandbox = await open({ program: oneObject });
    await sandbox.deploy();
    assert.equal((await sandbox.destroy()).changes.delete, 2);
    await sandbox.close();
    const left = readdirSync(sandbox.places.manifests, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      left.filter((entry) => entry.isFile()),
      [],
    );
  });

  describe("that is stopped", () => {
    /** Runs the slow program in a process, and a process group, of its own. */
    async function runSlow(
      delay: number,
      onWorking: (child: ChildProcess) => void = () => undefined,
    ): Promise<{ code: number | null; said: string }> {
      const script = path.join(__dirname, "slow-sandbox.js");
      const args = [script, path.join(folder, "sandbox"), String(delay), settingsFile];
      const child = spawn(process.execPath, args, {
        stdio: ["ignore", "pipe", "inherit"],
        detached: true,
      });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        const before = said.includes("working");
        said += chunk;
        // A moment later the engine has written down that it began.
        if (!before && said.includes("working")) setTimeout(onWorking, 500, child);
      });
      const [code] = (await once(child, "exit")) as [number | null];
      return { code, said };
    }

    it("by Ctrl-C in a terminal ends in order, and nothing is lost", async () => {
      // A terminal sends the signal to every process of the group.
      const cut = await runSlow(3000, (child) => process.kill(-(child.pid ?? 0), "SIGINT"));
      assert.equal(cut.code, 130);
      assert.equal(existsSync(path.join(folder, "sandbox", "lock")), false);
      const next = await runSlow(0);
      assert.equal(next.code, 0);
      assert.doesNotMatch(next.said, /notice/);
      assert.match(next.said, /changes: \{"create":1,"same":3\}/);
    });

    it("by a signal to itself alone ends in order too", async () => {
      const cut = await runSlow(3000, (child) => child.kill("SIGTERM"));
      assert.equal(cut.code, 143);
    });

    it("by force goes on after its rest was cleaned up", async () => {
      const cut = await runSlow(30_000, (child) => process.kill(-(child.pid ?? 0), "SIGKILL"));
      assert.equal(cut.code, null);
      const next = await runSlow(0);
      assert.equal(next.code, 0, next.said);
      assert.match(
        next.said,
        /notice: An earlier run \(.*\) didn't exit cleanly; its lock was removed/,
      );
      assert.match(next.said, /lifted the engine's lock/);
      assert.match(next.said, /reset 1 unfinished operation, to run again: Resource slow/);
    });
  });
});
