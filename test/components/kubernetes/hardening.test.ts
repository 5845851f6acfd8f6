import assert from "node:assert/strict";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, type Plain, type Recorded } from "../../support/mocks";

interface Pod {
  readonly name: string;
  readonly spec: Plain;
}

function pods(resources: Recorded[]): Pod[] {
  return resources.flatMap(({ type, name, inputs }) => {
    const template = type.includes("CronJob")
      ? at(inputs, "spec", "jobTemplate", "spec", "template", "spec")
      : at(inputs, "spec", "template", "spec");
    return template === undefined ? [] : [{ name, spec: template as Plain }];
  });
}

describe("hardening", () => {
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane({
      ...smallest,
      dex: { replicas: 2 },
      seed: { via: "wizard", users: [{ email: "alice@example.com" }] },
    });
  });

  it("covers the servers, the Jobs and the CronJob", () => {
    assert.equal(pods(resources).length, 9);
  });

  it("meets the Pod Security level restricted in every pod", () => {
    for (const { name, spec } of pods(resources)) {
      assert.equal(at(spec, "securityContext", "runAsNonRoot"), true, name);
      assert.ok((at(spec, "securityContext", "runAsUser") as number) > 0, name);
      assert.equal(at(spec, "securityContext", "seccompProfile", "type"), "RuntimeDefault", name);
      for (const key of ["hostNetwork", "hostPID", "hostIPC"]) assert.equal(spec[key], undefined);
      for (const container of spec.containers as Plain[]) {
        assert.equal(at(container, "securityContext", "allowPrivilegeEscalation"), false, name);
        assert.deepEqual(at(container, "securityContext", "capabilities"), { drop: ["ALL"] }, name);
        assert.equal(at(container, "securityContext", "privileged"), undefined, name);
      }
      for (const volume of spec.volumes as Plain[]) {
        const kinds = Object.keys(volume).filter((key) => key !== "name");
        assert.ok(
          kinds.every((kind) => ["emptyDir", "configMap", "secret"].includes(kind)),
          name,
        );
      }
    }
  });

  it("keeps the root file system read-only and /tmp writable", () => {
    for (const { name, spec } of pods(resources)) {
      for (const container of spec.containers as Plain[]) {
        assert.equal(at(container, "securityContext", "readOnlyRootFilesystem"), true, name);
        assert.deepEqual(at(container, "volumeMounts", 0), { name: "tmp", mountPath: "/tmp" });
      }
    }
  });

  it("reserves memory and CPU, and limits memory", () => {
    for (const { name, spec } of pods(resources)) {
      for (const container of spec.containers as Plain[]) {
        assert.ok(at(container, "resources", "requests", "cpu"), name);
        assert.ok(at(container, "resources", "requests", "memory"), name);
        assert.ok(at(container, "resources", "limits", "memory"), name);
      }
    }
  });

  it("mounts no token of the Kubernetes API", () => {
    for (const { name, spec } of pods(resources)) {
      assert.equal(spec.automountServiceAccountToken, false, name);
    }
    for (const { type, name, inputs } of resources) {
      if (type.endsWith(":ServiceAccount")) {
        assert.equal(inputs.automountServiceAccountToken, false, name);
      }
    }
  });

  it("gives servers three probes that differ", () => {
    const servers = pods(resources).filter(({ spec }) => spec.restartPolicy === undefined);
    assert.equal(servers.length, 4);
    for (const { name, spec } of servers) {
      const probes = ["startupProbe", "readinessProbe", "livenessProbe"].map((probe) =>
        JSON.stringify(at(spec, "containers", 0, probe)),
      );
      assert.equal(new Set(probes).size, 3, name);
    }
  });

  it("lets no Service select the pods of a Job", () => {
    const matches = (selector: Plain, podLabels: Plain) =>
      Object.entries(selector).every(([key, value]) => podLabels[key] === value);
    const jobs = resources.filter(({ type }) => type.endsWith(":Job") || type.endsWith(":CronJob"));
    const services = resources.filter(({ type }) => type.endsWith(":Service"));
    assert.equal(services.length, 4);
    for (const service of services) {
      const selector = at(service.inputs, "spec", "selector") as Plain;
      for (const { inputs, name } of jobs) {
        const template =
          at(inputs, "spec", "template") ?? at(inputs, "spec", "jobTemplate", "spec", "template");
        assert.ok(!matches(selector, at(template, "metadata", "labels") as Plain), name);
      }
      const selected = resources.filter(
        ({ type, inputs }) =>
          type.endsWith(":Deployment") &&
          matches(selector, at(inputs, "spec", "template", "metadata", "labels") as Plain),
      );
      assert.deepEqual(
        selected.map(({ name }) => name),
        [service.name],
      );
    }
  });

  it("makes a disruption budget exactly where there is more than one pod", () => {
    const budgets = resources.filter(({ type }) => type.endsWith(":PodDisruptionBudget"));
    assert.deepEqual(
      budgets.map(({ name }) => name),
      ["formance-dex"],
    );
  });

  it("enforces the level restricted on the namespace", () => {
    const namespace = resources.find(({ type }) => type.endsWith(":Namespace"));
    const labels = at(namespace?.inputs, "metadata", "labels") as Plain;
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted");
  });
});
