import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as k8s from "@pulumi/kubernetes";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { at } from "../../support/mocks";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import { pathOf, type KubeObject } from "../support/kube-client";

const NOW = "2026-01-01T00:00:00Z";
const namespace = "waiting";
const labels = { app: "server" };
const job: KubeObject = {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "job", namespace },
};
const server: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "server", namespace },
};

/** A program of one Job that wants to be made again, and a server behind a Service. */
const program = (image: string) => () => {
  const spec = { containers: [{ name: "main", image }] };
  const made = new k8s.core.v1.Namespace("namespace", { metadata: { name: namespace } });
  const migrate = new k8s.batch.v1.Job(
    "job",
    {
      metadata: {
        name: "job",
        namespace: made.metadata.name,
        annotations: { "pulumi.com/replaceUnready": "true" },
      },
      spec: {
        template: {
          spec: { restartPolicy: "Never", containers: [{ name: "main", image: "migrate:1" }] },
        },
      },
    },
    { dependsOn: [made] },
  );
  const deployment = new k8s.apps.v1.Deployment(
    "server",
    {
      metadata: { name: "server", namespace },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    { dependsOn: [migrate] },
  );
  new k8s.core.v1.Service(
    "server",
    { metadata: { name: "server", namespace }, spec: { selector: labels, ports: [{ port: 80 }] } },
    { dependsOn: [deployment] },
  );
  return Promise.resolve();
};

describe("the kubernetes stand-in on a real API server", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let api: KubeApiServer;
  let test: TestSandbox | undefined;

  before(async () => {
    api = await startKubeApiServer();
  });

  after(async () => {
    await test?.remove();
    await api.stop();
  });

  const open = async (image: string) => {
    await test?.sandbox.close();
    const { kubeconfig, context } = api;
    const options = { cluster: { kubeconfig, context }, program: program(image) };
    test = await openTestSandbox(options, test?.folder);
    return test.sandbox;
  };
  const read = async (object: KubeObject) => {
    const { status, body } = await api.client.request("GET", pathOf(object));
    return status === 200 ? body : undefined;
  };
  /** The object once it is there, and is not the one of before. */
  const arrival = async (object: KubeObject, before?: unknown) => {
    for (;;) {
      const found = await read(object);
      if (found !== undefined && at(found, "metadata", "uid") !== before) return found;
      await sleep(100);
    }
  };
  const become = async (object: KubeObject, status: object) => {
    const path = `${pathOf(object)}/status?fieldManager=controller&force=true`;
    const answer = await api.client.request("PATCH", path, { ...object, status });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };
  const condition = (type: string, reason = "Because") => ({
    type,
    status: "True",
    reason,
    message: "",
    lastTransitionTime: NOW,
  });
  const rolledOut = (observedGeneration: number) => ({
    observedGeneration,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
  });
  const isPending = async (work: Promise<unknown>) =>
    (await Promise.race([work.then(() => "done"), sleep(2_000, "pending")])) === "pending";

  let failed: unknown;

  it("fails with a Job that fails, and keeps it", async () => {
    const sandbox = await open("server:1");
    const running = sandbox.deploy();
    failed = at(await arrival(job), "metadata", "uid");
    assert.ok(await isPending(running.catch(() => undefined)));
    await become(job, {
      startTime: NOW,
      failed: 7,
      conditions: [
        condition("FailureTarget", "BackoffLimitExceeded"),
        condition("Failed", "BackoffLimitExceeded"),
      ],
    });
    await assert.rejects(running, /the Job waiting\/job isn't ready: BackoffLimitExceeded/);
    assert.equal(await read(server), undefined);
  });

  it("makes the failed Job again, and waits for server and Service", async () => {
    const sandbox = await open("server:1");
    const running = sandbox.deploy();
    await arrival(job, failed);
    await become(job, {
      startTime: NOW,
      completionTime: NOW,
      succeeded: 1,
      conditions: [condition("SuccessCriteriaMet"), condition("Complete")],
    });
    await arrival(server);
    assert.ok(await isPending(running));
    await become(server, rolledOut(1));
    assert.ok(await isPending(running));
    const { status } = await api.client.put({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: "server-1", namespace, labels: { "kubernetes.io/service-name": "server" } },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.1.0.1"], conditions: { ready: true } }],
      ports: [{ name: "", port: 80, protocol: "TCP" }],
    });
    assert.equal(status, 201);
    await running;
    assert.deepEqual(Object.keys((await sandbox.deploy()).changes), ["same"]);
  });

  it("waits for the pods of a change, which those of before don't stand for", async () => {
    const sandbox = await open("server:2");
    const running = sandbox.deploy();
    while (at(await read(server), "metadata", "generation") !== 2) await sleep(100);
    assert.ok(await isPending(running));
    await become(server, { ...rolledOut(2), replicas: 2 });
    assert.ok(await isPending(running), "a pod of before still serves");
    await become(server, rolledOut(2));
    await running;
  });

  it("stops waiting when the engine is told to stop, and waits again the next time", async () => {
    const sandbox = await open("server:3");
    const stop = new AbortController();
    const running = sandbox.stack.up({ color: "never", signal: stop.signal });
    while (at(await read(server), "metadata", "generation") !== 3) await sleep(100);
    await sleep(1_000);
    const started = Date.now();
    stop.abort();
    await assert.rejects(running, /the update was stopped/);
    assert.ok(Date.now() - started < 15_000);
    const again = sandbox.deploy();
    assert.ok(await isPending(again));
    await become(server, rolledOut(3));
    await again;
  });
});
