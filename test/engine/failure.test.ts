import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Client } from "pg";
import { SandboxError } from "../../sandbox/errors";
import { stopPostgres, startPostgres } from "../../sandbox/servers/postgres";
import { openTestSandbox, removeFolder, type TestSandbox } from "./sandbox";
import { stateOf } from "./state";

const prefix = "formance-control-plane:";

describe("failures on the real engine", function () {
  this.timeout(300_000);
  const opened: TestSandbox[] = [];

  const open = async (...args: Parameters<typeof openTestSandbox>) => {
    const test = await openTestSandbox(...args);
    opened.push(test);
    return test;
  };

  afterEach(async () => {
    for (const test of opened.splice(0)) await test.remove();
  });

  it("goes on where a failed Kubernetes call stopped it", async () => {
    const message = "the API server is overloaded";
    const test = await open({
      faults: [
        {
          operation: "create",
          type: "kubernetes:apps/v1:Deployment",
          name: "formance-membership",
          message,
        },
      ],
    });
    const error = await failure(test.sandbox.deploy());
    assert.match(error.message, /formance-membership/);
    assert.ok(error.message.includes(message), error.message);
    assert.ok(!error.message.includes(" at "), "no stack trace");
    assert.equal(await countRows(test, "users"), 0);

    // The engine counts no default provider among the resources.
    const before = (await stateOf(test.sandbox.stack)).filter(
      ({ urn }) => !urn.includes("::default"),
    );
    const { changes } = await test.sandbox.deploy();
    assert.equal(changes.same, before.length);
    assert.equal(await countRows(test, "users"), 2);
    const again = await test.sandbox.deploy();
    assert.deepEqual(Object.keys(again.changes), ["same"]);
  });

  it("takes the same way after an answer that was lost", async () => {
    const test = await open({
      faults: [
        {
          operation: "create",
          type: "kubernetes:core/v1:Service",
          after: true,
          message: "timeout",
        },
      ],
    });
    await failure(test.sandbox.deploy());
    await test.sandbox.deploy();
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
  });

  it("stops at once while the seed waits for migrations that don't come", async () => {
    const test = await open();
    const stop = new AbortController();
    let waiting = 0;
    // Without the sandbox's own deployment, nobody makes Membership's tables.
    const running = test.sandbox.stack.up({
      color: "never",
      suppressProgress: true,
      signal: stop.signal,
      onEvent: ({ resourcePreEvent }) => {
        if (
          resourcePreEvent?.metadata.type !==
          "pulumi-nodejs:dynamic/formance-control-plane:MembershipSeed"
        )
          return;
        setTimeout(() => {
          waiting = Date.now();
          stop.abort();
        }, 3_000);
      },
    });
    await assert.rejects(running, /Stopped while waiting for Membership's migrations/);
    assert.ok(waiting > 0, "it did not wait");
    assert.ok(Date.now() - waiting < 15_000, `${Date.now() - waiting} ms`);
    await test.sandbox.deploy();
    assert.equal(await countRows(test, "users"), 2);
  });

  it("comes to the same end after the engine was killed in the middle", async () => {
    const test = await open();
    let killed = false;
    await failure(
      test.sandbox.deploy({
        onProgress: ({ done }) => {
          if (done < 25 || killed) return;
          killed = true;
          killEngine();
        },
      }),
    );
    assert.ok(killed);
    await test.sandbox.close();
    const again = await open({}, test.folder);
    await again.sandbox.deploy();
    assert.deepEqual(Object.keys((await again.sandbox.deploy()).changes), ["same"]);
    assert.equal(await countRows(again, "users"), 2);
    assert.equal(await countRows(again, "stacks"), 1);
  });

  it("goes on where the engine was killed while it wrote its state's attributes", async () => {
    const program = () => Promise.resolve({});
    const test = await open({ program });
    await test.sandbox.deploy();
    await test.sandbox.close();
    const [attributes, ...others] = readdirSync(test.sandbox.places.state, { recursive: true })
      .map(String)
      .filter((name) => /stacks.*dev\.json\.attrs$/.test(name));
    assert.ok(attributes !== undefined && others.length === 0);
    writeFileSync(join(test.sandbox.places.state, attributes), "");

    const again = await open({ program }, test.folder);
    assert.deepEqual(Object.keys((await again.sandbox.deploy()).changes), ["same"]);
  });

  it("says that Membership's tables are missing, and writes nothing", async () => {
    const test = await open({ overrides: { [`${prefix}seed.waitForMigrationsSeconds`]: 1 } });
    // Without the sandbox's own deploy() nobody plays the migration Job.
    const text = await outputOf(test);
    assert.match(text, /membership/);
    assert.match(text, /migrat/i);
    assert.doesNotMatch(text, /node_modules|\.js:\d+/);
    const { changes } = await test.sandbox.deploy();
    assert.ok((changes.same ?? 0) > 70);
    assert.equal(await countRows(test, "users"), 2);
  });

  it("says that the database can't be reached, and what to look at", async () => {
    const test = await open();
    await stopPostgres(test.sandbox.places.postgres);
    const error = await failure(test.sandbox.deploy());
    assert.match(error.message, /127\.0\.0\.1:\d+/);
    assert.match(error.message, /Nothing listens there/);
    await startPostgres({ directory: test.sandbox.places.postgres, durable: false });
    await test.sandbox.deploy();
    assert.equal(await countRows(test, "users"), 2);
  });

  it("refuses a wrong config as a whole before anything is made", async () => {
    const test = await open({
      overrides: {
        [`${prefix}domain`]: "https://example.com/",
        [`${prefix}membership.replica`]: 2,
        [`${prefix}hosts.console.host`]: "same.example.com",
        [`${prefix}hosts.portal.host`]: "same.example.com",
      },
    });
    const error = await failure(test.sandbox.deploy());
    for (const path of ["domain", "membership.replica", "hosts.portal.host"]) {
      assert.ok(error.message.includes(prefix + path), `${path} in ${error.message}`);
    }
    assert.match(error.message, /replicas/);
    assert.doesNotMatch(error.message, /\.js:\d+/);
    assert.deepEqual(
      (await stateOf(test.sandbox.stack)).filter(({ type }) => type !== "pulumi:pulumi:Stack"),
      [],
    );
  });

  it("leaves no folder behind", async () => {
    const test = await openTestSandbox();
    await test.remove();
    await removeFolder(test.folder);
    assert.ok(!readdirSync(dirname(test.folder)).includes(basename(test.folder)));
  });
});

async function failure(run: Promise<unknown>): Promise<Error> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof SandboxError, String(error));
    return error;
  }
  return assert.fail("it did not fail");
}

async function outputOf(test: TestSandbox): Promise<string> {
  let text = "";
  await assert.rejects(
    test.sandbox.stack.up({ color: "never", onOutput: (part) => (text += part) }),
  );
  return text;
}

/** Kills the engine that this process started, as the system does when memory runs out. */
function killEngine(): void {
  const list = execFileSync("ps", ["-e", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  for (const line of list.split("\n")) {
    const [pid, parent, command] = line.trim().split(/\s+/);
    if (parent === String(process.pid) && command === "pulumi")
      process.kill(Number(pid), "SIGKILL");
  }
}

/** The rows of a table; none where the migration had no time to make it. */
async function countRows({ sandbox }: TestSandbox, table: string): Promise<number> {
  const { server } = sandbox;
  assert.ok(server);
  const client = new Client({ ...server, database: "membership" });
  await client.connect();
  try {
    const exists = "select to_regclass($1) is not null as exists";
    const { rows } = await client.query<{ exists: boolean }>(exists, [`membership.${table}`]);
    if (rows[0]?.exists !== true) return 0;
    const sql = `select count(*)::int as count from membership.${table}`;
    return (await client.query<{ count: number }>(sql)).rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
