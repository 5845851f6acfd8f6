import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";

/** A control plane on databases that are there, as a cluster without a Postgres of ours has it. */
const settings = {
  ...onExistingDatabases,
  ingress: { waitForLoadBalancer: false, tls: { mode: "self-signed" } },
};

describe("the program on a real API server", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  const folder = mkdtempSync(path.join(tmpdir(), "formance-settings-"));
  let server: KubeApiServer;
  let test: TestSandbox;

  before(async () => {
    server = await startKubeApiServer();
    const settingsFile = writeStackFile(folder, settings);
    const { kubeconfig, context } = server;
    test = await openTestSandbox({ settingsFile, cluster: { kubeconfig, context }, waits: false });
  });

  after(async () => {
    await test.remove();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const found = async (kinds: string) => {
    const { body } = await server.client.request("GET", kinds);
    return (body.items as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name);
  };
  const deployments = "/apis/apps/v1/namespaces/formance/deployments";
  const secrets = "/api/v1/namespaces/formance/secrets";

  it("goes up, has nothing to do the second time, and leaves nothing when it is destroyed", async () => {
    const { changes } = await test.sandbox.deploy();
    assert.deepEqual(Object.keys(changes), ["create"]);
    assert.deepEqual(await found(deployments), [
      "formance-console",
      "formance-dex",
      "formance-membership",
      "formance-portal",
    ]);
    assert.deepEqual((await test.sandbox.deploy()).changes, { same: changes.create });
    // Also not when it asks the server for every object first.
    const refreshed = (await test.sandbox.deploy({ refresh: true })).changes;
    assert.deepEqual(refreshed, { same: changes.create });

    await test.sandbox.destroy();
    assert.deepEqual(await found(deployments), []);
    assert.deepEqual(await found(secrets), []);
  });
});
