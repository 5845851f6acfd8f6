import { deepEqual, equal, match } from "node:assert/strict";
import type { ClusterApi } from "../../../checks/cluster/api";
import { classify } from "../../../moving-from-helm/forget/classify";
import type { FoundObject } from "../../../moving-from-helm/release/live-objects";
import { obstacles } from "../../../moving-from-helm/forget/obstacles";
import { found, lost, namespace, owned, stackOf } from "./support";

const selector = { app: "dex" };
const deployment = owned("Deployment/formance-dex");
const service = owned("Service/acme-dex", { spec: { selector } });
const live = found("Service/acme-dex", { spec: { selector } });

/** The Deployment and the endpoints as controllers report them. */
interface Reports {
  readonly generation?: number;
  readonly replicas?: number;
  readonly status?: Readonly<Record<string, number>> | undefined;
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[];
}

const well = { observedGeneration: 2, updatedReplicas: 2, availableReplicas: 2 };

function against(object: FoundObject, reports: Reports = {}): Promise<string[]> {
  const { generation = 2, replicas = 2, status = well, endpoints = [{}] } = reports;
  const api = {
    apps: {
      readNamespacedDeployment: () =>
        Promise.resolve({ metadata: { generation }, spec: { replicas }, status }),
    },
    discovery: {
      listNamespacedEndpointSlice: () => Promise.resolve({ items: [{ endpoints }, {}] }),
    },
  } as unknown as ClusterApi;
  const stack = stackOf([service, deployment]);
  const grounds = { release: "acme", namespace, stack, owners: new Map(), keep: new Set<string>() };
  return obstacles(api, stack, classify([object], grounds), namespace);
}

describe("what speaks against forgetting a release", () => {
  it("is nothing, when the stack's pods serve", async () => {
    deepEqual(await against(live), []);
    deepEqual(await against(live, { replicas: 0, status: { observedGeneration: 2 } }), []);
  });

  for (const [what, reports, words] of [
    ["a pod is missing", { status: { ...well, availableReplicas: 1 } }, /1 of 2 pods available/],
    ["a pod is of an older version", { status: { ...well, updatedReplicas: 1 } }, /1 of 2 pods/],
    ["the last version is not yet seen", { generation: 3 }, /0 of 2 pods.*rollout status/],
    [
      "no pod is ready behind a Service",
      { endpoints: [{ conditions: { ready: false } }] },
      /ready/,
    ],
    [
      "there are no endpoints",
      { endpoints: [] },
      /Service\/acme-dex has no ready pod of the stack/,
    ],
  ] as const) {
    it(`is said, when ${what}`, async () => {
      const [said = "", ...more] = await against(live, reports);
      match(said, words);
      deepEqual(more, []);
    });
  }

  it("is a Service that leads elsewhere", async () => {
    const back = found("Service/acme-dex", { spec: { selector: { app: "dex", old: "yes" } } });
    const [said = ""] = await against(back);
    match(said, /doesn't select the stack's pods, but others: app=dex,old=yes\..*pulumi up/);
  });

  it("is another cluster, and then nothing else", async () => {
    const other = found("Service/acme-dex", { metadata: { uid: "another" }, spec: {} });
    const unwell = { status: { availableReplicas: 0 } };
    const [said = "", ...more] = await against(other, unwell);
    match(said, /isn't the one that the stack deployed.*the stack's cluster\?/);
    equal(more.length, 0);
    match((await against(lost("Service/acme-dex"), unwell)).join(), /isn't in the cluster/);
  });
});
