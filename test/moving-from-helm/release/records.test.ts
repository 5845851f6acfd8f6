import { deepEqual, equal, rejects } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { ClusterApi } from "../../../checks/cluster/api";
import { objectsOf, readRecords } from "../../../moving-from-helm/release/records";
import { HelmError } from "../../../moving-from-helm/errors";
import { namespace } from "../forget/support";

interface Stored {
  readonly kind?: "Secret" | "ConfigMap";
  readonly type?: string;
  readonly release?: string;
  readonly text?: string;
}

const packed = (version: number, status: string, names: readonly string[]) => {
  const documents = names.map(
    (name) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`,
  );
  const manifest = documents.join("");
  return gzipSync(JSON.stringify({ name: "acme", version, info: { status }, manifest })).toString(
    "base64",
  );
};

/** A cluster that has these records; it knows of the selector what Helm uses of it. */
function clusterWith(...stored: readonly Stored[]): ClusterApi {
  const list = (kind: string, labelSelector: string) => {
    const wanted = /name=(.*)$/.exec(labelSelector)?.[1];
    return stored
      .filter((each) => (each.kind ?? "Secret") === kind)
      .map(({ type = "helm.sh/release.v1", release = "acme", text = "" }, index) => {
        const value = kind === "Secret" ? Buffer.from(text).toString("base64") : text;
        const metadata = { name: `record-${index}`, labels: { name: release } };
        return { type, metadata, data: { release: value } };
      })
      .filter(({ metadata }) => wanted === undefined || metadata.labels.name === wanted);
  };
  const core = {
    listNamespacedSecret: ({ labelSelector = "" }) =>
      Promise.resolve({ items: list("Secret", labelSelector) }),
    listNamespacedConfigMap: ({ labelSelector = "" }) =>
      kindRefused(stored)
        ? Promise.reject(Object.assign(new Error("forbidden"), { code: 403 }))
        : Promise.resolve({ items: list("ConfigMap", labelSelector) }),
  };
  return { core } as unknown as ClusterApi;
}

function kindRefused(stored: readonly Stored[]): boolean {
  return stored.every(({ kind }) => kind !== "ConfigMap");
}

describe("Helm's records of a release", () => {
  it("are read from Secrets, the oldest first, also without a right to list ConfigMaps", async () => {
    const api = clusterWith(
      { text: packed(10, "deployed", ["new"]) },
      { text: packed(9, "superseded", ["old"]) },
      { type: "Opaque", text: "no record" },
    );
    const records = await readRecords(api, namespace, "acme");
    deepEqual(
      records.map(({ kind, revision }) => `${kind} ${revision}`),
      ["Secret 9", "Secret 10"],
    );
    deepEqual(
      objectsOf(records).map(({ name }) => name),
      ["new"],
    );
  });

  it("are read from ConfigMaps, where Helm was told to keep them there", async () => {
    const api = clusterWith({ kind: "ConfigMap", text: packed(1, "deployed", ["a"]) });
    const [record] = await readRecords(api, namespace, "acme");
    equal(record?.kind, "ConfigMap");
  });

  it("name the deployed revision's objects too, when the newest one failed", async () => {
    const api = clusterWith(
      { text: packed(2, "deployed", ["both", "deployed"]) },
      { text: packed(3, "failed", ["both", "failed"]) },
    );
    const records = await readRecords(api, namespace, "acme");
    deepEqual(
      objectsOf(records)
        .map(({ name }) => name)
        .sort(),
      ["both", "both", "deployed", "failed"],
    );
  });

  it("are refused while Helm is at work", async () => {
    const api = clusterWith(
      { text: packed(1, "deployed", []) },
      { text: packed(2, "pending-upgrade", []) },
    );
    await rejects(
      readRecords(api, namespace, "acme"),
      /revision 2 is pending-upgrade\..*helm -n formance rollback acme/,
    );
  });

  it("are told to be missing, with what is there", async () => {
    const api = clusterWith({ release: "other", text: packed(1, "deployed", []) });
    await rejects(readRecords(api, namespace, "acme"), /It has releases: other\.\n.*HELM_DRIVER/);
    await rejects(readRecords(clusterWith(), namespace, "acme"), /It has no releases\./);
  });

  it("are told to be broken without a word of their content", async () => {
    const api = clusterWith({ text: "hunter2" });
    await rejects(
      readRecords(api, namespace, "acme"),
      (error) =>
        error instanceof HelmError &&
        error.message.includes("record Secret/record-0 in the namespace formance can't be read") &&
        !error.message.includes("hunter2"),
    );
  });
});
