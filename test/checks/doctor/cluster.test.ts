import assert from "node:assert/strict";

import { causesFirst } from "../../../checks/doctor/checks";
import { inCluster } from "../../../checks/doctor/diagnose";
import { verdictOf } from "../../../checks/verdict";
import { faults } from "./cluster-faults";
import { ago, deployed, pod, well } from "./cluster-snapshot";
import { unsettled } from "./cluster-unsettled";

const order = causesFirst.map(({ id }) => id);

describe("doctor in the cluster", () => {
  it("finds nothing to say about what is well", () => {
    const results = inCluster(well);
    assert.deepEqual([...new Set(results.map(({ status }) => status))], ["ok"]);
    assert.deepEqual(
      [...new Set(results.map(({ id }) => id))].sort(),
      ["certificate-ready", "ingress-address", "ingress-class", "migration", "secret-keys"]
        .concat("workload-ready", "node-ready", "cluster-dns", "service-endpoints")
        .sort(),
    );
  });

  for (const [fault, change, id, words] of faults) {
    it(`names ${fault}`, () => {
      const { first, others } = verdictOf(inCluster({ ...well, ...change }), order);
      assert.equal(first?.id, id);
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
      assert.equal(others, 0);
    });
  }

  it("takes the default class, as the API server does", () => {
    const results = inCluster({
      ...well,
      ingresses: well.ingresses.map((ingress) => ({ ...ingress, spec: {} })),
      ingressClasses: [
        {
          metadata: {
            name: "traefik",
            annotations: { "ingressclass.kubernetes.io/is-default-class": "true" },
          },
        },
      ],
    });
    const found = results.find(({ id }) => id === "ingress-class");
    assert.equal(found?.status, "ok");
    assert.match(found.evidence, /traefik/);
  });

  it("waits for no address where `ingress.waitForLoadBalancer` is false", () => {
    const annotations = { "pulumi.com/skipAwait": "true" };
    const ingresses = well.ingresses.map(({ metadata, spec }) => ({
      metadata: { ...metadata, annotations },
      spec,
    }));
    assert.ok(verdictOf(inCluster({ ...well, ingresses }), order).healthy);
  });

  for (const [name, change, id, words] of unsettled) {
    it(`isn't content with ${name}`, () => {
      const { healthy, first, others } = verdictOf(inCluster({ ...well, ...change }), order);
      assert.equal(healthy, false);
      assert.equal(first?.id, id);
      assert.equal(first.status, "changing");
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
      assert.equal(others, 0);
    });
  }

  it("takes what has passed for well: an old restart, an early probe, a pod that is ending", () => {
    const results = inCluster({
      ...well,
      pods: [
        {
          metadata: { name: "membership-1" },
          status: {
            conditions: [{ type: "Ready", status: "True", lastTransitionTime: ago(30) }],
            containerStatuses: [
              {
                name: "membership",
                ready: true,
                restartCount: 1,
                lastState: { terminated: { exitCode: 1, finishedAt: ago(3600) } },
              },
            ],
          },
        },
        {
          metadata: { name: "membership-0", deletionTimestamp: ago(3) },
          status: {
            containerStatuses: [{ name: "membership", ready: false, restartCount: 9 }],
          },
        },
      ],
      events: [
        {
          object: "membership-1",
          reason: "Unhealthy",
          message: "Startup probe failed",
          count: 1,
          time: ago(40).toISOString(),
        },
      ],
    });
    assert.deepEqual([...new Set(results.map(({ status }) => status))], ["ok"]);
  });

  it("warns of a container that ended often, long ago", () => {
    const results = inCluster({
      ...well,
      pods: [pod({ name: "membership", ready: true, restartCount: 4 })],
    });
    assert.deepEqual(
      results.filter(({ status }) => status !== "ok").map(({ id, status }) => [id, status]),
      [["pod-crash", "warning"]],
    );
  });

  it("names the very objects in what to do", () => {
    const [, crash] = faults.find(([name]) => name === "a container that crashes") ?? [];
    const { first } = verdictOf(inCluster({ ...well, ...crash, context: "kind-x" }), order);
    assert.match(
      first?.remedy ?? "",
      /kubectl --context kind-x -n formance logs membership-1 -c membership --previous/,
    );
    for (const [name, change] of [...faults, ...unsettled]) {
      for (const { remedy = "" } of inCluster({ ...well, ...change })) {
        const open = /\b(NAME|POD|NAMESPACE|CONTAINER|SECRET|GATEWAY|CONTEXT)\b/;
        assert.doesNotMatch(remedy, open, name);
      }
    }
  });

  it("names the cause when much follows from it", () => {
    const { first, others } = verdictOf(
      inCluster({
        ...well,
        jobs: [
          {
            metadata: { name: "membership-migration" },
            status: { failed: 3, conditions: [{ type: "Failed", status: "True" }] },
          },
        ],
        deployments: deployed({ readyReplicas: 0 }),
        ingresses: well.ingresses.map((i) => ({ ...i, status: {} })),
      }),
      order,
    );
    assert.equal(first?.id, "migration");
    assert.equal(others, 2);
  });

  it("only warns of a scheduled run that failed, since the next one comes by itself", () => {
    const failedRun = {
      metadata: { name: "gc-1", ownerReferences: [{ kind: "CronJob", name: "gc" }] },
      status: { failed: 1, conditions: [{ type: "Failed", status: "True" }] },
    };
    const found = inCluster({ ...well, jobs: [...well.jobs, failedRun] });
    const [finding] = found.filter(({ subject }) => subject === "gc-1");
    assert.equal(finding?.status, "warning");
    assert.match(finding.evidence, /This run of the CronJob gc failed/);
    assert.doesNotMatch(finding.remedy ?? "", /NAME/);
    assert.equal(verdictOf(found, order).first, undefined);
  });
});
