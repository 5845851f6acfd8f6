import { deepEqual, equal, match } from "node:assert/strict";
import type { ClusterApi } from "../../../checks/cluster/api";
import type { ObjectId } from "../../../checks/cluster/objects";
import { carryOut } from "../../../moving-from-helm/forget/carry-out";
import type { Decision } from "../../../moving-from-helm/forget/decision";
import { titleOf } from "../../../moving-from-helm/release/object-id";
import type { StoredRecord } from "../../../moving-from-helm/release/records";
import { reportOf } from "../../../moving-from-helm/forget/report";
import { found, namespace } from "./support";

const record = (revision: number): StoredRecord => ({
  kind: "Secret",
  name: `v${revision}`,
  release: "acme",
  revision,
  status: "deployed",
  objects: [],
});
const records = [record(1), record(2)];

const chart = { "helm.sh/chart": "dex-1", "app.kubernetes.io/managed-by": "pulumi" };
const decisions: Decision[] = [
  { ...found("Secret/b"), outcome: "delete" },
  { ...found("Deployment/a"), outcome: "delete" },
  { ...found("CronJob/a"), outcome: "delete" },
  { ...found("Secret/kept"), outcome: "kept", reason: "any" },
  { ...found("Service/a", { metadata: { labels: chart } }), outcome: "taken-over" },
  {
    ...found("Service/clean", { metadata: { labels: {}, annotations: {} } }),
    outcome: "taken-over",
  },
];

/** Does it in a cluster that notes what it is asked for, and refuses some of it. */
async function done(refusals: Readonly<Record<string, Error>> = {}) {
  const steps: string[] = [];
  const step = (words: string, title: string) => {
    const refusal = refusals[title];
    if (refusal !== undefined) return Promise.reject(refusal);
    steps.push(`${words} ${title}`);
    return Promise.resolve();
  };
  const api = {
    core: { deleteNamespacedSecret: ({ name }: { name: string }) => step("delete", name) },
    objects: {
      remove: (id: ObjectId, uid: string) => {
        equal(uid, `uid of ${titleOf(id)}`);
        return step("delete", titleOf(id));
      },
      removeMarks: (id: ObjectId, _uid: string, { labels }: { labels: readonly string[] }) =>
        step(`take ${labels.join()} off`, titleOf(id)),
    },
  } as unknown as ClusterApi;
  const target = { stack: "dev", release: "acme", namespace };
  const planned = { ...target, state: "planned", decisions, records } as const;
  const { state, objects, records: helms } = reportOf(await carryOut(api, planned));
  const failures = [...objects, ...helms].flatMap(({ failure }) => failure ?? []);
  return { steps, state, failures };
}

function refusal(code: number, message: string): Error {
  return Object.assign(new Error("HTTP-Code"), { code, body: JSON.stringify({ message }) });
}

const all = [
  "take helm.sh/chart off Service/a",
  "delete CronJob/a",
  "delete Deployment/a",
  "delete Secret/b",
  "delete v1",
  "delete v2",
];

describe("forgetting a release", () => {
  it("ends what runs first, and Helm's newest record last", async () => {
    deepEqual(await done(), { steps: all, state: "done", failures: [] });
  });

  it("goes on after a failure, but leaves the records", async () => {
    const { steps, state, failures } = await done({ "Deployment/a": refusal(403, "not allowed") });
    deepEqual(
      steps,
      all.filter((step) => !/Deployment|v\d/.test(step)),
    );
    equal(state, "failed");
    deepEqual(failures, ["not allowed (403)"]);
  });

  it("leaves the newest record, when an older one can't be deleted", async () => {
    const { steps, state } = await done({ v1: refusal(403, "not allowed") });
    deepEqual(steps, all.slice(0, -2));
    equal(state, "failed");
  });

  it("does not mind what somebody else has deleted", async () => {
    const { state, failures } = await done({ "Secret/b": refusal(404, "not found") });
    equal(state, "done");
    deepEqual(failures, []);
  });

  it("tells of a connection that is lost in words", async () => {
    const cause = Object.assign(new Error("connect"), {
      code: "ECONNREFUSED",
      address: "10.0.0.1",
    });
    const { failures } = await done({ "Secret/b": new TypeError("fetch failed", { cause }) });
    match(failures.join(), /No connection to 10\.0\.0\.1.*nothing listens there/);
  });
});
