import { deepEqual, equal, rejects } from "node:assert/strict";
import type { ClusterApi } from "../../../checks/cluster/api";
import type { LiveObject, ObjectId } from "../../../checks/cluster/objects";
import { titleOf } from "../../../moving-from-helm/release/object-id";
import { ownersOf, readRelease } from "../../../moving-from-helm/release/live-objects";
import { namespace } from "../forget/support";

const refusal = (code: number) => Object.assign(new Error("HTTP-Code"), { code });

const kinds: Readonly<Record<string, readonly string[]>> = {
  v1: ["ConfigMap", "Secret", "Namespace"],
  "autoscaling/v1": ["HorizontalPodAutoscaler"],
  "autoscaling/v2": ["HorizontalPodAutoscaler"],
};

/** A cluster with these kinds and objects; what it has no answer for, it refuses. */
function clusterWith(objects: Readonly<Record<string, LiveObject>>, refused: string[] = []) {
  const read: ObjectId[] = [];
  const versions = ["autoscaling/v1", "autoscaling/v2"].map((groupVersion) => ({ groupVersion }));
  const group = { name: "autoscaling", versions, preferredVersion: versions[1] };
  const api = {
    apis: { getAPIVersions: () => Promise.resolve({ groups: [group] }) },
    objects: {
      resourceOf: (version: string, kind: string) => {
        const known = kinds[version];
        if (known === undefined) return Promise.reject(refusal(404));
        const name = `${kind.toLowerCase()}s`;
        const resource = { name, singularName: "", namespaced: kind !== "Namespace" };
        return Promise.resolve(known.includes(kind) ? resource : undefined);
      },
      read: (id: ObjectId) => {
        const { kind, name, namespace: place } = id;
        read.push({ apiVersion: id.apiVersion, kind, name, ...(place && { namespace: place }) });
        const title = titleOf(id);
        if (refused.includes(title)) return Promise.reject(refusal(403));
        const found = objects[title];
        return found === undefined ? Promise.reject(refusal(404)) : Promise.resolve(found);
      },
    },
  } as unknown as ClusterApi;
  return { api, read };
}

const object = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  name,
  isHook: false,
  isKept: false,
});

describe("what a cluster has of a release", () => {
  it("is found in the versions and the namespace that it is in", async () => {
    const { api, read } = clusterWith({ "HorizontalPodAutoscaler/a": {}, "Namespace/n": {} });
    const found = await readRelease(
      api,
      [
        object("autoscaling/v2beta2", "HorizontalPodAutoscaler", "a"),
        object("autoscaling/v1", "HorizontalPodAutoscaler", "a"),
        object("v1", "Namespace", "n"),
        { ...object("v1", "ConfigMap", "gone"), namespace: "other" },
        object("monitoring.coreos.com/v1", "ServiceMonitor", "unknown"),
      ],
      namespace,
    );
    deepEqual(
      found.map(({ name, live }) => [name, live !== undefined]),
      [
        ["a", true],
        ["n", true],
        ["gone", false],
        ["unknown", false],
      ],
    );
    deepEqual(read.slice(0, 1).concat(read.slice(2)), [
      { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", name: "a", namespace },
      { apiVersion: "v1", kind: "Namespace", name: "n" },
      { apiVersion: "v1", kind: "ConfigMap", name: "gone", namespace: "other" },
    ]);
  });

  it("has to be readable, every object of it", async () => {
    const { api } = clusterWith({}, ["Secret/a", "Secret/b"]);
    const objects = ["a", "b", "c"].map((name) => object("v1", "Secret", name));
    await rejects(readRelease(api, objects, namespace), /\(403\): Secret\/a, Secret\/b\.\n/);
  });
});

describe("the owners of what has to stay", () => {
  const ownedBy = (name: string) => ({
    ownerReferences: [{ apiVersion: "v1", kind: "ConfigMap", name, uid: `uid of ${name}` }],
  });

  it("are found over generations, also where one can't be read, and in a circle", async () => {
    const { api } = clusterWith(
      { "ConfigMap/father": { metadata: { name: "father", namespace, ...ownedBy("mother") } } },
      ["ConfigMap/mother"],
    );
    const secret = { kind: "Secret", metadata: { name: "s", namespace, ...ownedBy("father") } };
    const owners = await ownersOf(api, [secret]);
    deepEqual(
      [...owners],
      [
        ["uid of father", "Secret/s"],
        ["uid of mother", "Secret/s"],
      ],
    );
    const circle = clusterWith({
      "ConfigMap/a": { metadata: { name: "a", namespace, ...ownedBy("a") } },
    });
    const own = { kind: "ConfigMap", metadata: { name: "a", namespace, ...ownedBy("a") } };
    equal((await ownersOf(circle.api, [own])).size, 1);
  });
});
