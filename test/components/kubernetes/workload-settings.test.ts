import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";

const deployment = (resources: Recorded[], name: string) =>
  find(resources, "kubernetes:apps/v1:Deployment", `formance-${name}`).inputs;

const podOf = (object: Plain) => at(object, "spec", "template", "spec") as Plain;

const consoleWith = (settings: ControlPlaneArgs["console"]) =>
  recordControlPlane({ ...smallest, ...(settings === undefined ? {} : { console: settings }) });

describe("settings of a workload", () => {
  it("leave the number of pods to an autoscaler", async () => {
    const resources = await consoleWith({
      autoscaling: { maxReplicas: 6, targetMemoryUtilization: 70 },
    });
    assert.equal(at(deployment(resources, "console"), "spec", "replicas"), undefined);
    const scaler = find(
      resources,
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      "formance-console",
    ).inputs;
    assert.deepEqual(at(scaler, "spec", "scaleTargetRef"), {
      apiVersion: "apps/v1",
      kind: "Deployment",
      name: "formance-console",
    });
    assert.equal(at(scaler, "spec", "minReplicas"), 2);
    assert.equal(at(scaler, "spec", "maxReplicas"), 6);
    const metrics = at(scaler, "spec", "metrics") as Plain[];
    assert.deepEqual(
      metrics.map((metric) => [
        at(metric, "resource", "name"),
        at(metric, "resource", "target", "averageUtilization"),
      ]),
      [
        ["cpu", 80],
        ["memory", 70],
      ],
    );
    const budget = find(
      resources,
      "kubernetes:policy/v1:PodDisruptionBudget",
      "formance-console",
    ).inputs;
    assert.equal(at(budget, "spec", "maxUnavailable"), 1);
  });

  it("make the budget that they ask for, or none", async () => {
    const budgetOf = async (console: ControlPlaneArgs["console"]) => {
      const resources = await consoleWith(console);
      const found = resources.find(({ type }) => type.endsWith(":PodDisruptionBudget"));
      return found === undefined ? undefined : (at(found.inputs, "spec") as Plain);
    };
    const selector = {
      matchLabels: {
        "app.kubernetes.io/name": "console-v3",
        "app.kubernetes.io/instance": "formance",
        "app.kubernetes.io/component": "server",
      },
    };
    assert.deepEqual(await budgetOf({ replicas: 3, disruptionBudget: { minAvailable: "50%" } }), {
      minAvailable: "50%",
      selector,
    });
    assert.deepEqual(await budgetOf({ replicas: 3, disruptionBudget: { maxUnavailable: "2" } }), {
      maxUnavailable: 2,
      selector,
    });
    assert.equal(await budgetOf({ replicas: 3, disruptionBudget: { enabled: false } }), undefined);
    assert.equal(await budgetOf({ replicas: 1 }), undefined);
  });

  it("reach the Deployment, its pods and its Service, and no selector", async () => {
    const resources = await consoleWith({
      annotations: { owner: "team" },
      labels: pulumi.output({ tier: "ui" }),
      podLabels: { mesh: pulumi.output("on") },
      podAnnotations: { scrape: "no" },
      service: {
        type: "NodePort",
        clusterIp: "10.0.0.7",
        nodePorts: { http: 30080 },
        externalTrafficPolicy: "Local",
        annotations: { lb: "internal" },
        labels: { zone: "a" },
      },
    });
    const object = deployment(resources, "console");
    assert.deepEqual(at(object, "metadata", "annotations"), { owner: "team" });
    assert.equal(at(object, "metadata", "labels", "tier"), "ui");
    assert.equal(at(object, "metadata", "labels", "app.kubernetes.io/name"), "console-v3");
    const template = at(object, "spec", "template", "metadata");
    assert.equal(at(template, "labels", "mesh"), "on");
    assert.equal(at(template, "labels", "app.kubernetes.io/instance"), "formance");
    assert.deepEqual(at(template, "annotations"), { scrape: "no" });
    const service = find(resources, "kubernetes:core/v1:Service", "formance-console").inputs;
    assert.deepEqual(at(service, "metadata", "annotations"), { lb: "internal" });
    assert.equal(at(service, "metadata", "labels", "zone"), "a");
    assert.equal(at(service, "spec", "type"), "NodePort");
    assert.equal(at(service, "spec", "clusterIP"), "10.0.0.7");
    assert.equal(at(service, "spec", "externalTrafficPolicy"), "Local");
    assert.equal(at(service, "spec", "ports", 0, "nodePort"), 30080);
  });

  it("place pods, and give them what they read", async () => {
    const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
    const pod = podOf(
      deployment(
        await consoleWith({
          affinity,
          tolerations: [
            { key: "spot", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
          ],
          nodeSelector: { disk: "ssd" },
          priorityClassName: "high",
          topologySpreadConstraints: [
            { maxSkew: 2, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" },
          ],
          volumes: [{ name: "extra", configMap: { name: "extra" } }],
          volumeMounts: [{ name: "extra", mountPath: "/extra" }],
          envFrom: [{ secret: "keys", prefix: "KEY_" }, { configMap: "settings" }],
          serviceAccountName: "shared",
          terminationGracePeriodSeconds: 60,
          preStopSeconds: 10,
        }),
        "console",
      ),
    );
    assert.deepEqual(pod.affinity, affinity);
    assert.equal(at(pod, "tolerations", 0, "tolerationSeconds"), 60);
    assert.deepEqual(pod.nodeSelector, { disk: "ssd" });
    assert.equal(pod.priorityClassName, "high");
    assert.equal(at(pod, "topologySpreadConstraints", 0, "topologyKey"), "zone");
    assert.equal(
      at(
        pod,
        "topologySpreadConstraints",
        0,
        "labelSelector",
        "matchLabels",
        "app.kubernetes.io/name",
      ),
      "console-v3",
    );
    const named = (list: unknown) => (list as Plain[]).find(({ name }) => name === "extra");
    assert.deepEqual(named(pod.volumes), { name: "extra", configMap: { name: "extra" } });
    const container = at(pod, "containers", 0) as Plain;
    assert.equal(named(container.volumeMounts)?.mountPath, "/extra");
    assert.deepEqual(container.envFrom, [
      { prefix: "KEY_", secretRef: { name: "keys" } },
      { configMapRef: { name: "settings" } },
    ]);
    assert.equal(pod.serviceAccountName, "shared");
    assert.equal(pod.terminationGracePeriodSeconds, 60);
    assert.deepEqual(container.lifecycle, { preStop: { sleep: { seconds: 10 } } });
  });

  it("harden init containers, and lay security contexts over the hardened ones", async () => {
    const pod = podOf(
      deployment(
        await consoleWith({
          podSecurityContext: { fsGroup: 2000, supplementalGroups: [3000] },
          securityContext: { runAsUser: 2000 },
          initContainers: [{ name: "wait", image: "busybox:1.37", command: ["true"] }],
        }),
        "console",
      ),
    );
    assert.equal(at(pod, "securityContext", "fsGroup"), 2000);
    assert.equal(at(pod, "securityContext", "runAsNonRoot"), true);
    const hardened = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      runAsUser: 2000,
    };
    for (const list of ["containers", "initContainers"]) {
      assert.deepEqual(at(pod, list, 0, "securityContext"), hardened);
    }
    assert.deepEqual(at(pod, "initContainers", 0, "volumeMounts"), [
      { name: "tmp", mountPath: "/tmp" },
    ]);
    assert.equal(at(pod, "initContainers", 0, "resources", "limits", "memory"), "512Mi");
  });

  it("time the probes one by one", async () => {
    const resources = await consoleWith({
      probes: { startup: { failureThreshold: 100 }, liveness: { initialDelaySeconds: 30 } },
    });
    const container = at(podOf(deployment(resources, "console")), "containers", 0);
    assert.equal(at(container, "startupProbe", "failureThreshold"), 100);
    assert.equal(at(container, "startupProbe", "periodSeconds"), 3);
    assert.equal(at(container, "livenessProbe", "initialDelaySeconds"), 30);
    assert.equal(at(container, "readinessProbe", "initialDelaySeconds"), undefined);
  });

  it("let pods end without losing requests, unless told not to", async () => {
    const resources = await consoleWith({ preStopSeconds: 0 });
    const lifecycle = (name: string) =>
      at(podOf(deployment(resources, name)), "containers", 0, "lifecycle");
    assert.deepEqual(lifecycle("membership"), { preStop: { sleep: { seconds: 5 } } });
    assert.equal(lifecycle("console"), undefined);
  });
});
