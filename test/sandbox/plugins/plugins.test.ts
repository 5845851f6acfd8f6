import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Fault, startPlugins } from "../../../sandbox/plugins";
import { ProviderClient } from "./support/provider-client";
import { textOf } from "./support/text";

const BYTES = "random:index/randomBytes:RandomBytes";
const PASSWORD = "random:index/randomPassword:RandomPassword";

describe("provider stand-ins", () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "stand-ins-"));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  /** Runs a test with stand-ins and a client of the random one. */
  async function withRandom(
    faults: Fault[],
    body: (random: ProviderClient, logFile: string) => Promise<void>,
  ): Promise<void> {
    const logFile = path.join(directory, "calls.log");
    const plugins = await startPlugins({ faults, logFile });
    const random = new ProviderClient(plugins.debugProviders, "random");
    try {
      await random.configure();
      await body(random, logFile);
    } finally {
      random.close();
      await plugins.stop();
    }
  }

  it("serve all four packages in the versions of their SDKs", async () => {
    const plugins = await startPlugins();
    try {
      for (const name of ["random", "tls", "postgresql", "kubernetes"]) {
        const client = new ProviderClient(plugins.debugProviders, name);
        const manifest = await readFile(require.resolve(`@pulumi/${name}/package.json`), "utf8");
        const { version } = JSON.parse(manifest) as { version: string };
        assert.equal(await client.version(), version);
        client.close();
      }
    } finally {
      await plugins.stop();
      await plugins.stop();
    }
  });

  it("serve exactly the kinds that the components register", async () => {
    const sources = globSync("components/**/*.ts").map((file) => readFileSync(file, "utf8"));
    const plugins = await startPlugins();
    try {
      for (const name of ["random", "tls", "postgresql"]) {
        const registered = sources.flatMap((source) =>
          [...source.matchAll(new RegExp(`new ${name}\\.(\\w+)\\(`, "g"))].map(([, kind]) => kind),
        );
        const client = new ProviderClient(plugins.debugProviders, name);
        const refusal = await client.check(`${name}:index/x:X`, {}).then(() => "", String);
        const [, served = ""] = /registers: (.*?)\. For/.exec(refusal) ?? [];
        client.close();
        const expected = new Set(registered.filter((kind) => kind !== "Provider"));
        assert.deepEqual(served.split(", ").sort(), [...expected].sort());
      }
    } finally {
      await plugins.stop();
    }
  });

  it("accept no secrets, so that the engine sends plain values and marks the answers", async () => {
    await withRandom([], async (random) => {
      const response = await random.configure();
      assert.equal(response.getAcceptsecrets(), false);
      assert.equal(response.getSupportspreview(), true);
    });
  });

  it("fail as often as a fault says, and only what it names", async () => {
    const fault: Fault = { operation: "create", type: BYTES, name: "b", times: 2, message: "no" };
    await withRandom([fault], async (random) => {
      await random.create(BYTES, { length: 4 }, { name: "a" });
      await random.create(PASSWORD, (await random.check(PASSWORD, { length: 8 })).inputs, {
        name: "b",
      });
      await random.create(BYTES, { length: 4 }, { name: "b", preview: true });
      await assert.rejects(random.create(BYTES, { length: 4 }, { name: "b" }), { message: "no" });
      await assert.rejects(random.create(BYTES, { length: 4 }, { name: "b" }), { message: "no" });
      await random.create(BYTES, { length: 4 }, { name: "b" });
    });
  });

  it("fail after the effect where a fault says so", async () => {
    const rendered = path.join(directory, "rendered");
    const type = "kubernetes:core/v1:ConfigMap";
    const fault: Fault = { operation: "create", type, name: "late", after: true, message: "lost" };
    const plugins = await startPlugins({ faults: [fault] });
    const kubernetes = new ProviderClient(plugins.debugProviders, "kubernetes");
    try {
      await kubernetes.configure({ renderYamlToDirectory: rendered });
      const { inputs } = await kubernetes.check(type, { metadata: { name: "late" } });
      await assert.rejects(kubernetes.create(type, inputs), { message: "lost" });
      assert.deepEqual(await readdir(path.join(rendered, "1-manifest")), [
        "v1-configmap-default-late.yaml",
      ]);
    } finally {
      kubernetes.close();
      await plugins.stop();
    }
  });

  it("log every effect, with its name and fault, and no value", async () => {
    const fault: Fault = { operation: "delete", type: PASSWORD, message: "stuck" };
    await withRandom([fault], async (random, logFile) => {
      const { inputs } = await random.check(PASSWORD, { length: 20 });
      const { id, outputs } = await random.create(PASSWORD, inputs, { name: "a" });
      await assert.rejects(random.delete(PASSWORD, id, inputs), { message: "stuck" });
      const log = await readFile(logFile, "utf8");
      const entries = log
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown);
      assert.deepEqual(entries, [
        { operation: "create", type: PASSWORD, name: "a", preview: false },
        { operation: "delete", type: PASSWORD, name: "thing", preview: false, error: "stuck" },
      ]);
      assert.ok(!log.includes(textOf(outputs.result)));
    });
  });

  it("end when the process that started them is killed", async () => {
    const script = path.join(__dirname, "support", "start-and-wait.js");
    const parent = fork(script, { stdio: "ignore" });
    const [message] = (await once(parent, "message")) as [string];
    const port = Number(/random:(\d+)/.exec(message)?.[1]);
    assert.equal(await accepts(port), true);
    parent.kill("SIGKILL");
    for (let tries = 0; tries < 100 && (await accepts(port)); tries += 1) await sleep(50);
    assert.equal(await accepts(port), false);
  });
});

/** Whether something listens on a port. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}
