import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { defineKinds } from "../support/definitions";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";

/** A control plane behind a Gateway, on databases that are there. */
const settings = {
  ...onExistingDatabases,
  gateway: { name: "public", namespace: "infra", sectionName: "https" },
};

const gateway: KubeObject = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "Gateway",
  metadata: { name: "public", namespace: "infra" },
  spec: {
    gatewayClassName: "any",
    listeners: [
      {
        name: "https",
        protocol: "HTTPS",
        port: 443,
        tls: { certificateRefs: [{ name: "wildcard" }] },
        allowedRoutes: { namespaces: { from: "All" } },
      },
    ],
  },
};

describe("the program behind a Gateway", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  const folder = mkdtempSync(path.join(tmpdir(), "formance-settings-"));
  let server: KubeApiServer;
  let test: TestSandbox;

  before(async () => {
    server = await startKubeApiServer();
    await defineKinds(server.client);
    await server.client.put({ apiVersion: "v1", kind: "Namespace", metadata: { name: "infra" } });
    const settingsFile = writeStackFile(folder, settings);
    const { kubeconfig, context } = server;
    test = await openTestSandbox({ settingsFile, cluster: { kubeconfig, context }, waits: false });
  });

  after(async () => {
    await test.remove();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const routes = async () => {
    const { body } = await server.client.request(
      "GET",
      "/apis/gateway.networking.k8s.io/v1/namespaces/formance/httproutes",
    );
    return (body.items as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name);
  };

  it("names the Gateway that isn't there", async () => {
    await assert.rejects(test.sandbox.deploy(), /infra\/public/);
    assert.deepEqual(await routes(), []);
  });

  it("makes the routes once it is there, and has nothing to do the second time", async () => {
    assert.equal((await server.client.put(gateway)).status, 201);
    await test.sandbox.deploy();
    assert.deepEqual(await routes(), [
      "formance-gateway-console",
      "formance-gateway-dex",
      "formance-gateway-membership",
      "formance-gateway-portal",
    ]);
    assert.deepEqual(Object.keys((await test.sandbox.deploy()).changes), ["same"]);
    const refreshed = await test.sandbox.deploy({ refresh: true });
    assert.deepEqual(Object.keys(refreshed.changes), ["same"]);
  });

  it("leaves the Gateway when it is destroyed", async () => {
    await test.sandbox.destroy();
    assert.deepEqual(await routes(), []);
    assert.equal((await server.client.put(gateway)).status, 200);
  });
});
