import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { findContext } from "../../../sandbox/cluster/kubeconfig";
import { requireReachableDatabase } from "../../../sandbox/cluster/database";
import { clusterFolder } from "../../../workspace/clusters";
import { temporaryFolder } from "../temporary-folder";

describe("a deployment to a cluster", () => {
  const folder = temporaryFolder();
  const settings = path.join(folder, "Pulumi.acme.yaml");
  const kubeconfig = path.join(folder, "kubeconfig");

  before(() => {
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        contexts: [{ name: "kind", context: { cluster: "c1" } }],
        clusters: [{ name: "c1", cluster: { server: "https://10.0.0.1:6443" } }],
      }),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function database(host: string | undefined): string {
    const value = host === undefined ? "{}" : JSON.stringify({ host });
    writeFileSync(settings, `config:\n  formance-control-plane:database: ${value}\n`);
    return requireReachableDatabase(settings, "acme");
  }

  it("needs a database that its pods reach", () => {
    assert.equal(database("db.example.com"), "db.example.com");
    for (const host of ["127.0.0.1", "localhost", undefined]) {
      assert.throws(() => database(host), /which a cluster's pods can't reach.*Pulumi\.acme\.yaml/);
    }
  });

  it("needs a stack file", () => {
    const missing = path.join(folder, "Pulumi.none.yaml");
    assert.throws(() => requireReachableDatabase(missing, "none"), /There is no stack file/);
  });

  it("finds the context in the kubeconfig", () => {
    const server = "https://10.0.0.1:6443";
    assert.deepEqual(findContext("kind", kubeconfig), { context: "kind", server });
  });

  it("lists the contexts when there is no such one", () => {
    assert.throws(() => findContext("prod", kubeconfig), /no context "prod". It has: kind\./);
  });

  it("says where a kubeconfig was looked for", () => {
    assert.throws(() => findContext("kind", path.join(folder, "x")), /no kubeconfig at .*\/x\./);
  });

  it("has a folder of its own for each stack and context", () => {
    const context = "arn:aws:eks:eu-west-1:1:cluster/a";
    const names = [
      clusterFolder("/s", "dev", context),
      clusterFolder("/s", "dev", "kind"),
      clusterFolder("/s", "acme", "kind"),
    ];
    assert.equal(new Set(names).size, 3);
    for (const name of names) assert.match(name, /^\/s\/clusters\/[\w.-]+$/);
  });
});
