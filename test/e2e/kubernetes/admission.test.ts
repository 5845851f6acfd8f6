import assert from "node:assert/strict";
import { defineKinds } from "../support/definitions";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeAnswer, KubeObject } from "../support/kube-client";
import { allStacks, podsOf, type StackObjects } from "./objects";

describe("a real API server", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  let server: KubeApiServer;
  let stacks: StackObjects[] = [];

  before(async () => {
    server = await startKubeApiServer();
    await defineKinds(server.client);
    stacks = await allStacks();
  });

  after(() => server.stop());

  /** What is wrong with the server's answer to each object. */
  const complaints = async (objects: readonly KubeObject[], dryRun = false) => {
    const found: string[] = [];
    for (const object of objects) {
      found.push(...complaintsOf(object, await server.client.put(object, { dryRun })));
    }
    return found;
  };
  /** The version of each object as the server keeps it. */
  const applied = async (objects: readonly KubeObject[]) => {
    const versions: Record<string, string | undefined> = {};
    for (const object of objects) {
      const { body } = await server.client.put(object);
      versions[nameOf(object)] = body.metadata?.resourceVersion;
    }
    return versions;
  };
  const place = (namespace: string): KubeObject => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: namespace,
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
    },
  });
  const pod = (namespace: string, container: object): KubeObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "pod", namespace },
    spec: { containers: [{ name: "pod", image: "pod:1", ...container }] },
  });

  it("admits every object of every stack, without a warning", async () => {
    for (const { stack, objects } of stacks) {
      assert.ok(objects.length >= 25, `${stack} has ${objects.length} objects`);
      assert.deepEqual(await complaints(objects), [], stack);
    }
  });

  it("finds nothing to change when they are applied again", async () => {
    for (const { stack, objects } of stacks) {
      const versions = await applied(objects);
      assert.ok(Object.values(versions).every(Boolean), stack);
      assert.deepEqual(await applied(objects), versions, stack);
    }
  });

  it("admits the pods of every Deployment, Job and CronJob at Pod Security's level restricted", async () => {
    for (const { stack, objects } of stacks) {
      const [namespace] = objects;
      assert.equal(namespace?.kind, "Namespace", stack);
      const labels = namespace.metadata?.labels as Record<string, string>;
      assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted", stack);
      const pods = objects.flatMap(podsOf);
      assert.ok(pods.length >= 4, `${stack} has ${pods.length} pods`);
      assert.deepEqual(await complaints(pods, true), [], stack);
    }
  });

  it("refuses a pod that Pod Security forbids", async () => {
    await server.client.put(place("forbidden"));
    const answer = await server.client.put(pod("forbidden", {}), { dryRun: true });
    assert.equal(answer.status, 403);
    assert.match(String(answer.body.message), /violates PodSecurity "restricted/);
  });

  it("refuses a field that it doesn't know", async () => {
    await server.client.put(place("unknown"));
    const answer = await server.client.put(pod("unknown", { prots: [] }), { dryRun: true });
    assert.notEqual(answer.status, 200);
    assert.match(String(answer.body.message), /prots/);
  });
});

function complaintsOf(object: KubeObject, { status, body, warnings }: KubeAnswer): string[] {
  const refused = status < 300 ? [] : [`${status} ${String(body.message)}`];
  return [...refused, ...warnings].map((text) => `${nameOf(object)}: ${text}`);
}

function nameOf({ kind = "", metadata }: KubeObject): string {
  return `${kind} ${metadata?.name ?? ""}`;
}
