import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { doctorSchema, type DoctorReport } from "../../../cli/doctor/report";
import { clusterFolder } from "../../../workspace/clusters";
import { runCommandLine } from "../../cli/support";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";

const root = path.resolve(__dirname, "../../../..");
const SERVICES = ["dex", "membership", "console", "portal"];

/** A control plane whose databases' passwords are in a Secret that somebody else makes. */
const settings = {
  ...onExistingDatabases,
  ingress: { waitForLoadBalancer: false, tls: { mode: "self-signed" } },
};

describe("control-plane doctor on a stack in a real API server", function () {
  this.timeout(300_000);
  let cwd = "";
  let server: KubeApiServer | undefined;
  let test: TestSandbox | undefined;

  before(async function () {
    // The API server is built at the first time, which takes minutes.
    this.timeout(1_800_000);
    server = await startKubeApiServer();
    // The dynamic provider finds the seed's module from its working folder, so it lies in here.
    mkdirSync(path.join(root, ".sandbox-test"), { recursive: true });
    cwd = mkdtempSync(path.join(root, ".sandbox-test", "doctor-"));
    const settingsFile = writeStackFile(cwd, settings);
    const { kubeconfig, context } = server;
    // As npm start -- --context has it.
    const folder = clusterFolder(path.join(cwd, ".sandbox"), "dev", context);
    const cluster = { kubeconfig, context };
    const faults = [
      {
        operation: "create" as const,
        type: "kubernetes:apps/v1:Deployment",
        name: "formance-membership",
        message: "the webhook refuses it",
      },
    ];
    test = await openTestSandbox({ settingsFile, cluster, faults, waits: false }, folder);
  });

  after(async () => {
    await test?.remove();
    await server?.stop();
    if (cwd !== "") rmSync(cwd, { recursive: true, force: true });
  });

  const diagnose = async (): Promise<DoctorReport> => {
    assert.ok(server);
    const args = ["--stack", "dev", "--context", server.context, "--kubeconfig", server.kubeconfig];
    const { status, out, err } = await runCommandLine(["doctor", ...args, "--json"], { cwd });
    assert.equal(status, 1, err);
    return doctorSchema.parse(JSON.parse(out));
  };
  const found = ({ results }: DoctorReport, id: string) =>
    results.filter((result) => result.id === id).map(({ subject, status }) => [subject, status]);
  const each = (status: string) =>
    ["console", "dex", "membership", "portal"].map((service) => [`formance-${service}`, status]);

  it("looks at what a first deployment that failed has left", async () => {
    assert.ok(test);
    const { sandbox } = test;
    await assert.rejects(() => sandbox.deploy(), /the webhook refuses it/);
    const report = await diagnose();
    assert.deepEqual(found(report, "cluster-access"), [[server?.context, "ok"]]);
    const dex = report.results.find(
      ({ id, subject }) => id === "secret-keys" && subject.includes("dex"),
    );
    assert.match(dex?.evidence ?? "", /There is no Secret passwords/);
    // The outputs are not there yet, so the addresses are the config's.
    assert.ok(report.results.some(({ subject }) => subject === "membership.formance.test"));
    await sandbox.deploy();
  });

  it("names a Secret of the stack's config that nobody has made", async () => {
    const report = await diagnose();
    const { first } = report.verdict;
    assert.equal(first?.id, "secret-keys");
    assert.match(first.evidence, /^There is no Secret passwords\.$/);
    assert.deepEqual(found(report, "secret-keys").sort(), each("failed"));
    // Nothing runs here, but what is there is what the stack deployed.
    assert.deepEqual(found(report, "config-drift").sort(), each("ok"));
    assert.deepEqual(found(report, "cluster-access"), [[server?.context, "ok"]]);
    const database = report.results.find(({ id }) => id === "database-connection");
    assert.equal(database?.status, "not-done");
    assert.match(database.evidence, /is in a Secret of the cluster/);
  });

  it("finds the Secret when it is made, and a service that somebody changed by hand", async () => {
    assert.ok(server);
    const namespace = "formance";
    const values = Object.fromEntries(SERVICES.map((service) => [service, "x"]));
    await server.client.put({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "passwords", namespace },
      stringData: values,
    });
    const deployment = `/apis/apps/v1/namespaces/${namespace}/deployments/formance-portal`;
    const containers = [{ name: "portal", image: "registry.test/portal:by-hand" }];
    await server.client.request("PATCH", `${deployment}?fieldManager=somebody&force=true`, {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "formance-portal", namespace },
      spec: { template: { spec: { containers } } },
    });
    const report = await diagnose();
    assert.deepEqual(found(report, "secret-keys").sort(), each("ok"));
    const drift = report.results.find(
      ({ id, subject }) => id === "config-drift" && subject === "formance-portal",
    );
    assert.equal(drift?.status, "warning");
    assert.match(drift.evidence, /it has the image registry\.test\/portal:by-hand/);
    const missing = report.results.filter(({ id }) => id === "workload-ready");
    assert.deepEqual([...new Set(missing.map(({ status }) => status))], ["failed"]);
    // Without a controller nothing takes the Ingress, whatever else there is.
    assert.equal(report.verdict.first?.id, "ingress-class");
  });
});
