import assert from "node:assert/strict";

import { causesFirst } from "../../../checks/doctor/checks";
import type { DoctorCluster } from "../../../checks/doctor/cluster/cluster-access";
import { diagnose } from "../../../checks/doctor/diagnose";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { startCluster, type Cluster } from "./cluster";
import { clusterFaults, crash, POD } from "./cluster-faults";
import { wellObjects, type ClusterObject } from "./cluster-objects";
import { HOSTS, startWorld, type World } from "./world";

const LIMITS = { timeLimit: 60_000, totalLimit: 120_000 };
const NOW = "2026-01-01T00:00:00Z";

describe("doctor in a broken cluster", function () {
  this.timeout(180_000);
  let world: World;
  let cluster: Cluster;

  before(async function () {
    // On a new machine Dex and the API server are built first.
    this.timeout(1_800_000);
    world = await startWorld();
    cluster = await startCluster();
  });

  afterEach(() => {
    world.restore();
    cluster.log(undefined);
  });

  after(async () => {
    await cluster.stop();
    await world.close();
  });

  const look = (looked: DoctorCluster) => {
    const { login: _, ...target } = world.target;
    return diagnose({ target, cluster: looked }, LIMITS);
  };

  it("finds nothing to say about a healthy one", async () => {
    const { verdict, results } = await look(await cluster.fill(wellObjects()));
    assert.deepEqual(
      results.filter(({ status: found }) => found !== "ok"),
      [],
    );
    assert.equal(verdict.healthy, true);
    const seen = new Set(results.map(({ id }) => id));
    for (const id of [
      "secret-keys",
      "config-maps",
      "config-drift",
      "route-accepted",
      "migration",
    ]) {
      assert.ok(seen.has(id), id);
    }
  });

  for (const { name, breaking, id, words, log, settles = false } of clusterFaults) {
    it(`names ${name}`, async () => {
      cluster.log(log);
      // What is broken in the cluster is seen at the entry too; the verdict names the cause.
      if (!settles) world.entry.route(HOSTS.membership, await findFreePort());
      const { verdict, results } = await look(await cluster.fill(breaking(wellObjects())));
      const { first } = verdict;
      const unwell = results.filter(({ status: found }) => found !== "ok");
      assert.equal(verdict.healthy, false);
      assert.equal(first?.id, id, JSON.stringify(unwell));
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
      assert.doesNotMatch(first.remedy, /\b(NAME|POD|NAMESPACE|CONTAINER|SECRET|DEPLOYMENT)\b/);
      if (!settles) assert.ok(verdict.others > 0);
      assert.ok(causesFirst.some((check) => check.id === first.id));
    });
  }

  it("shows the last warnings and the end of the log of what is not well", async () => {
    cluster.log("one\nError: unknown field staticClientz\n");
    const event: ClusterObject = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: "warning" },
      involvedObject: { kind: "Pod", name: POD },
      type: "Warning",
      reason: "BackOff",
      message: "Back-off restarting failed container",
      count: 12,
      lastTimestamp: NOW,
    };
    const objects = crash(1, "Error")(wellObjects());
    const looked = await cluster.fill(objects);
    const place = {
      ...event,
      involvedObject: { kind: "Pod", name: POD, namespace: looked.namespace },
    };
    await cluster.put(place, looked.namespace);
    const { results } = await look(looked);
    const { details = [] } = results.find(({ id }) => id === "pod-crash") ?? {};
    assert.match(details[0] ?? "", /BackOff: Back-off restarting failed container \(12 times\)/);
    assert.deepEqual(details.slice(-2), ["  one", "  Error: unknown field staticClientz"]);
  });

  it("warns of settings that differ from the stack", async () => {
    const looked = await cluster.fill(wellObjects());
    const { verdict, results } = await look({
      ...looked,
      expected: (looked.expected ?? []).map((workload) => ({
        ...workload,
        spec: {
          ...workload.spec,
          volumes: [{ name: "config", configMap: { name: "config-2" } }],
        },
      })),
    });
    assert.equal(verdict.healthy, true);
    const drift = results.find(({ id }) => id === "config-drift");
    assert.equal(drift?.status, "warning");
    assert.match(drift.evidence, /it has the ConfigMap config-1; it lacks the ConfigMap config-2/);
  });

  for (const [name, breaking, words] of [
    [
      "credentials that are not accepted",
      (config: DoctorCluster["config"]) => {
        config.users = config.users.map((user) => ({ ...user, token: "old" }));
      },
      /doesn't accept the context's credentials \(401\)/,
    ],
    [
      "a role without rights",
      (config: DoctorCluster["config"]) => {
        config.users = config.users.map((user) => ({ ...user, impersonateUser: "nobody" }));
      },
      /isn't allowed to list the workloads in namespace doctor-\d+ \(403\)/,
    ],
  ] as const) {
    it(`names ${name}`, async () => {
      const looked = await cluster.fill([]);
      breaking(looked.config);
      const { verdict } = await look(looked);
      assert.equal(verdict.first?.id, "cluster-access");
      assert.match(verdict.first.evidence, words);
    });
  }
});
