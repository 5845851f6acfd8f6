import assert from "node:assert/strict";
import { parse } from "yaml";
import { liveInputs } from "../../../sandbox/plugins/kubernetes/drift";
import { normalizeInputs } from "../../../sandbox/plugins/kubernetes/normalize";
import { manifestFile } from "../../../workspace/manifest-files";
import {
  identityOf,
  resourceId,
  toManifest,
  toYaml,
} from "../../../sandbox/plugins/kubernetes/manifest";
import { createKubernetes } from "../../../sandbox/plugins/kubernetes/stand-in";
import { withNamespace } from "../../../sandbox/plugins/kubernetes/scope";
import { formatPath } from "../../../plugin/protocol/change";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";

describe("kubernetes file names", () => {
  const cases = [
    {
      identity: { apiVersion: "apps/v1", kind: "Deployment", name: "dex", namespace: "fcp" },
      file: "1-manifest/apps_v1-deployment-fcp-dex.yaml",
    },
    {
      identity: { apiVersion: "v1", kind: "Namespace", name: "fcp" },
      file: "1-manifest/v1-namespace-default-fcp.yaml",
    },
    {
      identity: {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        name: "a.b",
      },
      file: "0-crd/apiextensions.k8s.io_v1-customresourcedefinition-default-a.b.yaml",
    },
    {
      identity: { apiVersion: "v1", kind: "Secret", name: "../../x", namespace: "n" },
      file: "1-manifest/v1-secret-n-.._.._x.yaml",
    },
  ];
  for (const { identity, file } of cases) {
    it(`is ${file}`, () => {
      assert.equal(manifestFile(identity), file);
    });
  }
});

describe("kubernetes namespaces", () => {
  const configMap: Properties = { apiVersion: "v1", kind: "ConfigMap" };

  it("are kept where they are given", () => {
    const inputs = { ...configMap, metadata: { name: "x", namespace: "n" } };
    assert.deepEqual(withNamespace(inputs, "fcp"), inputs);
  });

  it("are the provider's where they are not", () => {
    const { metadata } = withNamespace({ ...configMap, metadata: { name: "x" } }, "fcp");
    assert.deepEqual(metadata, { name: "x", namespace: "fcp" });
  });

  it("are not of objects outside namespaces", () => {
    const inputs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "x" } };
    assert.deepEqual(withNamespace(inputs, "fcp"), inputs);
    assert.equal(resourceId(identityOf(inputs)), "x");
  });

  it("are left alone where all metadata is unknown", () => {
    const inputs = { ...configMap, metadata: UNKNOWN };
    assert.deepEqual(withNamespace(inputs, "fcp"), inputs);
  });
});

describe("kubernetes manifests", () => {
  it("are the same text for the same object, whatever the order of its keys", () => {
    const one = {
      kind: "A",
      metadata: { name: "x", labels: { b: "1", a: "2" } },
      apiVersion: "v1",
    };
    const two = {
      apiVersion: "v1",
      metadata: { labels: { a: "2", b: "1" }, name: "x" },
      kind: "A",
    };
    assert.equal(toYaml(toManifest(one)), toYaml(toManifest(two)));
  });

  it("hold no nulls, and texts as they were", () => {
    const text = `yes\n  "quoted": #no comment \\ ${"long ".repeat(40)}`;
    const manifest = toManifest({
      kind: "A",
      spec: { a: null, items: [{ b: null }] },
      data: { text },
    });
    assert.deepEqual(parse(toYaml(manifest)), {
      kind: "A",
      data: { text },
      spec: { items: [{}] },
    });
  });
});

describe("kubernetes empty maps", () => {
  const type = "kubernetes:core/v1:Secret";
  const empty: Properties = {
    apiVersion: "v1",
    kind: "Secret",
    immutable: true,
    metadata: { name: "s", namespace: "n", annotations: {} },
    stringData: {},
  };
  const differences = async (config: Properties, inputs: Properties) => {
    const standIn = createKubernetes();
    await standIn.configure(config);
    const call = { type, name: "s", id: "n/s", oldInputs: inputs, state: inputs, news: inputs };
    const { changes } = await standIn.diff(call);
    return changes.map(({ path, replace }) => ({ path: formatPath(path), replace }));
  };

  // The official provider compares with what the server has stored.
  it("of a Secret are a difference for ever, since a server drops them", async () => {
    assert.deepEqual(await differences({}, empty), [{ path: "stringData", replace: true }]);
  });

  it("of another kind are none", async () => {
    assert.deepEqual(await differences({}, { ...empty, kind: "ServiceAccount" }), []);
  });

  it("are none in a file", async () => {
    assert.deepEqual(await differences({ renderYamlToDirectory: "/nowhere" }, empty), []);
  });
});

// What a state of one plugin says to the other is compared in the live tests.
describe("kubernetes inputs in the official form", () => {
  const secret = { apiVersion: "v1", kind: "Secret" };

  it("have a Secret's text as data, beside what is encoded already", () => {
    const inputs = { ...secret, data: { a: "YQ==" }, stringData: { b: "b" } };
    assert.deepEqual(normalizeInputs(inputs), { ...secret, data: { a: "YQ==", b: "Yg==" } });
  });

  it("keep a Secret's text while some of it is unknown", () => {
    const inputs = { ...secret, stringData: { a: "a", b: UNKNOWN } };
    assert.deepEqual(normalizeInputs(inputs), inputs);
  });

  it("have no empty list, unless no type is known for them", () => {
    const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
    const spec = { ingress: [], podSelector: {}, egress: [{ to: [] }] };
    assert.deepEqual(normalizeInputs({ ...policy, spec }), {
      ...policy,
      spec: { podSelector: {}, egress: [{}] },
    });
    const custom = { apiVersion: "example.com/v1", kind: "Thing", spec };
    assert.deepEqual(normalizeInputs(custom), custom);
  });
});

describe("kubernetes drift", () => {
  const live: Properties = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "s", uid: "1" },
    data: { password: Buffer.from("hunter2").toString("base64") },
  };

  it("leaves out what the server adds", () => {
    assert.deepEqual(liveInputs({ metadata: { name: "s" } }, live), { metadata: { name: "s" } });
  });

  it("shows a Secret's data", () => {
    const inputs = { kind: "Secret", data: { password: "b2xk" } };
    assert.deepEqual(liveInputs(inputs, live).data, live.data);
  });

  it("shows changed, removed and added items", () => {
    const inputs = { spec: { replicas: 1, gone: "x", items: [{ a: 1 }], empty: {} } };
    const found: Properties = { spec: { replicas: 2, items: [{ a: 1, added: true }, { a: 2 }] } };
    assert.deepEqual(liveInputs(inputs, found), {
      spec: { replicas: 2, items: [{ a: 1 }, { a: 2 }], empty: {} },
    });
  });
});

describe("property paths", () => {
  it("are written as the engine reads them", () => {
    const path = ["spec", "ports", 0, "node-port"];
    assert.equal(formatPath(path), "spec.ports[0].node-port");
    assert.equal(formatPath(["data", "a.b/c"]), 'data["a.b/c"]');
    assert.equal(formatPath(["a.b"]), '["a.b"]');
  });
});
