import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { waitUntil } from "../cluster/objects";
import { isReady } from "../cluster/workloads";
import { forwardPostgres } from "../support/port-forward";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { podsByService, waitForRollout } from "../support/rollout";
import { openSession } from "../support/session";
import { NAMESPACE, STACK, deployedProject, firstAccount } from "../support/stack";

describe("a fault of the cluster", () => {
  let project: Project;
  /** Asks Membership with the login of before the fault. */
  let ask: () => Promise<string>;

  const doctor = async () =>
    (await project.attempt(`npx control-plane doctor --stack ${STACK} --context live`)).stdout;

  const wellAgain = async () => {
    await waitUntil("the doctor finds nothing", async () => {
      const said = await doctor();
      return said.includes("Everything works") ? undefined : said;
    });
    await waitUntil("the login of before is known", async () => {
      await ask();
      return undefined;
    });
    await openSession(await firstAccount(project));
    await project.run("pulumi up --yes --refresh --expect-no-changes");
  };

  before(async () => {
    project = await deployedProject();
    await waitForRollout(NAMESPACE);
    ask = await openSession(await firstAccount(project));
  });

  it("a pod that is killed comes back, with nothing lost", async () => {
    const before = await podsByService(NAMESPACE);
    await project.run(
      `kubectl --namespace ${NAMESPACE} delete pod ${before.membership ?? ""} --grace-period 0 --force`,
    );
    await waitForRollout(NAMESPACE);
    await wellAgain();
    const after = await podsByService(NAMESPACE);
    assert.deepEqual({ ...after, membership: "" }, { ...before, membership: "" });
    assert.notEqual(after.membership, before.membership);
  });

  it("Dex that is gone is named, and deployed again", async () => {
    const scale = `kubectl --namespace ${NAMESPACE} scale deployment/formance-dex --replicas`;
    await project.run(`${scale} 0`);
    await waitUntil("Dex has no pods", async () => (await podsByService(NAMESPACE)).dex);
    const said = await doctor();
    console.log(said);
    assert.match(said, /The first broken link: workload-ready of formance-dex/);
    await project.run("pulumi up --yes --refresh");
    await waitForRollout(NAMESPACE);
    await wellAgain();
  });

  it("Postgres that is gone is named, and nothing is lost when it is back", async () => {
    const { objects, postgres } = cluster();
    const { name, namespace } = postgres;
    const scale = `kubectl --namespace ${namespace} scale statefulset/${name} --replicas`;
    await project.run(`${scale} 0`);
    await waitUntil("Postgres has no pods", async () =>
      (await objects.list("v1", "Pod", namespace)).length === 0 ? undefined : "it has",
    );
    await sleep(5_000);
    const said = await doctor();
    console.log(said);
    assert.match(said, /The first broken link: database-(?:reach|connection)/);
    await project.run(`${scale} 1`);
    await waitUntil("Postgres is ready", () => isReady(objects, "StatefulSet", name, namespace));
    await forwardPostgres(project);
    await wellAgain();
  });

  it("a kubelet that is stopped is named, and takes over its pods when it is back", async () => {
    const before = await podsByService(NAMESPACE);
    const { node, objects } = cluster();
    await node.kubelet.stop();
    await waitUntil("the node is not ready", async () => {
      const [{ status } = {}] = await objects.list("v1", "Node");
      const { conditions = [] } = (status ?? {}) as {
        readonly conditions?: readonly { readonly type: string; readonly status: string }[];
      };
      const ready = conditions.find(({ type }) => type === "Ready");
      return ready?.status === "True" ? "it is" : undefined;
    });
    const said = await doctor();
    console.log(said);
    assert.match(said, /The first broken link: node-ready of node-1/);
    await node.startKubelet();
    await waitForRollout(NAMESPACE);
    // The connection went through the kubelet.
    await forwardPostgres(project);
    await wellAgain();
    assert.deepEqual(await podsByService(NAMESPACE), before);
  });
});
