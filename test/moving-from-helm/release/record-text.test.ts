import { deepEqual, throws } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { HelmRecordError } from "../../../moving-from-helm/errors";
import { decodeRecord } from "../../../moving-from-helm/release/record-text";

const manifest = `---
# Source: cloudprem/charts/dex/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: acme-dex
  name: acme-dex
---
# Source: cloudprem/templates/nothing.yaml
---
apiVersion: v1
kind: Secret
metadata: { name: acme-keys, namespace: other, annotations: { helm.sh/resource-policy: " Keep" } }
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: in-list } }
  - { apiVersion: v1, kind: ConfigMap }
`;

const record = (fields: object = {}) => ({
  name: "acme",
  version: 3,
  namespace: "formance",
  info: { status: "deployed" },
  manifest,
  hooks: [
    {
      name: "acme-migrate",
      manifest: "apiVersion: batch/v1\nkind: Job\nmetadata: { name: acme-migrate }",
      events: ["pre-upgrade"],
    },
  ],
  ...fields,
});

const packed = (value: unknown) => gzipSync(JSON.stringify(value)).toString("base64");

describe("a record of a Helm release", () => {
  it("names the objects of the manifest and of the hooks", () => {
    const { objects, ...rest } = decodeRecord(packed(record()));
    deepEqual(rest, { release: "acme", revision: 3, status: "deployed" });
    const plain = { namespace: undefined, isHook: false, isKept: false };
    deepEqual(objects, [
      { apiVersion: "v1", kind: "Service", name: "acme-dex", ...plain },
      {
        apiVersion: "v1",
        kind: "Secret",
        namespace: "other",
        name: "acme-keys",
        isHook: false,
        isKept: true,
      },
      { apiVersion: "v1", kind: "ConfigMap", name: "in-list", ...plain },
      { apiVersion: "batch/v1", kind: "Job", name: "acme-migrate", ...plain, isHook: true },
    ]);
  });

  it("may be uncompressed, and without hooks", () => {
    const text = Buffer.from(JSON.stringify(record({ hooks: null, manifest: "" }))).toString(
      "base64",
    );
    deepEqual(decodeRecord(text).objects, []);
  });

  for (const [what, text, words] of [
    ["something else", Buffer.from("hunter2").toString("base64"), /isn't in the format/],
    ["a cut-off record", packed(record()).slice(0, 60), /isn't in the format/],
    ["another form", packed({ apiVersion: "v9" }), /isn't in the format/],
    ["a manifest that is not YAML", packed(record({ manifest: 'a: "hunter2' })), /isn't YAML/],
  ] as const) {
    it(`refuses ${what}, and quotes nothing of it`, () => {
      throws(
        () => decodeRecord(text),
        (error) =>
          error instanceof HelmRecordError &&
          words.test(error.message) &&
          !error.message.includes("hunter2"),
      );
    });
  }
});
