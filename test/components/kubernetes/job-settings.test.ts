import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";

const deployment = (resources: Recorded[], name: string) =>
  find(resources, "kubernetes:apps/v1:Deployment", `formance-${name}`).inputs;

const podOf = (object: Plain) => at(object, "spec", "template", "spec") as Plain;

const consoleWith = (console: NonNullable<ControlPlaneArgs["console"]>) =>
  recordControlPlane({ ...smallest, console });

describe("settings of Jobs", () => {
  it("reach the migration alone, which otherwise is as the server", async () => {
    const resources = await consoleWith({
      serviceAccountAnnotations: { role: "server" },
      nodeSelector: { disk: "ssd" },
      volumes: [{ name: "extra", emptyDir: {} }],
      migration: {
        annotations: { note: "kept" },
        ttlSecondsAfterFinished: 600,
        resources: { limits: { memory: "1Gi" } },
        serviceAccountAnnotations: { role: "migration" },
        volumes: [{ name: "certificates", secret: { secretName: "certificates" } }],
        volumeMounts: [{ name: "certificates", mountPath: "/certificates" }],
      },
    });
    const job = find(resources, "kubernetes:batch/v1:Job", "formance-console-migrate").inputs;
    assert.deepEqual(at(job, "metadata", "annotations"), {
      note: "kept",
      "pulumi.com/replaceUnready": "true",
    });
    assert.equal(at(job, "spec", "ttlSecondsAfterFinished"), 600);
    const pod = podOf(job);
    assert.deepEqual(pod.nodeSelector, { disk: "ssd" });
    assert.deepEqual(
      (pod.volumes as Plain[]).map(({ name }) => name),
      ["tmp", "certificates"],
    );
    assert.equal(at(pod, "containers", 0, "resources", "limits", "memory"), "1Gi");
    assert.equal(at(pod, "containers", 0, "volumeMounts", 1, "mountPath"), "/certificates");
    const account = (name: string) =>
      at(
        find(resources, "kubernetes:core/v1:ServiceAccount", name).inputs,
        "metadata",
        "annotations",
      );
    assert.deepEqual(account("formance-console"), { role: "server" });
    assert.deepEqual(account("formance-console-migrate"), { role: "migration" });
    assert.equal(
      at(podOf(deployment(resources, "console")), "containers", 0, "resources", "limits", "memory"),
      "512Mi",
    );
  });

  it("leave a migration out", async () => {
    const resources = await consoleWith({ migration: { enabled: false } });
    const jobs = resources.filter(({ type }) => type === "kubernetes:batch/v1:Job");
    assert.deepEqual(jobs.map(({ name }) => name).sort(), [
      "formance-membership-migrate",
      "formance-portal-migrate",
    ]);
  });

  it("shape the CronJobs", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      membership: {
        tokenCleanup: {
          enabled: true,
          concurrencyPolicy: "Replace",
          startingDeadlineSeconds: 60,
          restartPolicy: "OnFailure",
          annotations: { note: "n" },
          resources: { requests: { cpu: "10m" } },
          tolerations: [{ key: "spot", operator: "Exists" }],
          volumes: [{ name: "extra", emptyDir: {} }],
          volumeMounts: [{ name: "extra", mountPath: "/extra" }],
        },
      },
    });
    const { inputs } = find(resources, "kubernetes:batch/v1:CronJob", "formance-membership-gc");
    assert.deepEqual(at(inputs, "metadata", "annotations"), { note: "n" });
    assert.equal(at(inputs, "spec", "concurrencyPolicy"), "Replace");
    assert.equal(at(inputs, "spec", "startingDeadlineSeconds"), 60);
    const pod = at(inputs, "spec", "jobTemplate", "spec", "template", "spec") as Plain;
    assert.equal(pod.restartPolicy, "OnFailure");
    assert.deepEqual(pod.tolerations, [{ key: "spot", operator: "Exists" }]);
    assert.equal(at(pod, "containers", 0, "resources", "requests", "cpu"), "10m");
    assert.equal(at(pod, "containers", 0, "volumeMounts", 1, "mountPath"), "/extra");
  });
});

describe("images", () => {
  it("are pulled for each service as it says, by Jobs too", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      images: {
        pullSecrets: ["registry"],
        portal: {
          registry: "mirror.example.com/formance",
          digest: `sha256:${"a".repeat(64)}`,
          pullPolicy: "Always",
          pullSecrets: ["mirror"],
        },
      },
    });
    const jobs = (name: string) =>
      podOf(find(resources, "kubernetes:batch/v1:Job", `formance-${name}-migrate`).inputs);
    for (const pod of [podOf(deployment(resources, "portal")), jobs("portal")]) {
      assert.deepEqual(pod.imagePullSecrets, [{ name: "mirror" }]);
      assert.equal(
        at(pod, "containers", 0, "image"),
        `mirror.example.com/formance/portal@sha256:${"a".repeat(64)}`,
      );
      assert.equal(at(pod, "containers", 0, "imagePullPolicy"), "Always");
    }
    assert.deepEqual(jobs("membership").imagePullSecrets, [{ name: "registry" }]);
  });
});

describe("a monitor of Dex", () => {
  it("scrapes the telemetry of its Service", async () => {
    const resources = await recordControlPlane({
      ...smallest,
      dex: { serviceMonitor: { enabled: true, labels: { release: "prometheus" } } },
    });
    const { inputs } = find(
      resources,
      "kubernetes:monitoring.coreos.com/v1:ServiceMonitor",
      "formance-dex",
    );
    assert.equal(at(inputs, "metadata", "labels", "release"), "prometheus");
    assert.deepEqual(at(inputs, "spec", "endpoints"), [
      { port: "telemetry", path: "/metrics", interval: "30s" },
    ]);
    const service = find(resources, "kubernetes:core/v1:Service", "formance-dex").inputs;
    const labels = at(service, "metadata", "labels") as Plain;
    const wanted = at(inputs, "spec", "selector", "matchLabels") as Plain;
    for (const [key, value] of Object.entries(wanted)) assert.equal(labels[key], value);
  });
});

describe("the namespace", () => {
  it("enforces another level where one is chosen", async () => {
    const resources = await recordControlPlane({ ...smallest, podSecurity: "baseline" });
    const namespace = resources.find(({ type }) => type.endsWith(":Namespace"))?.inputs;
    assert.equal(
      at(namespace, "metadata", "labels", "pod-security.kubernetes.io/enforce"),
      "baseline",
    );
  });
});
