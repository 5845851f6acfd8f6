import assert from "node:assert/strict";
import { diffObjects } from "../../../sandbox/plugins/kubernetes/replacement";
import { formatPath } from "../../../plugin/protocol/change";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";

const FIXED = { configMaps: false, secrets: false };
const MUTABLE = { configMaps: true, secrets: true };

interface Case {
  what: string;
  kind: string;
  olds: Properties;
  news: Properties;
  replaces: string[];
  mutability?: typeof FIXED;
}

const cases: Case[] = [
  {
    what: "a ConfigMap's data",
    kind: "v1/ConfigMap",
    olds: { data: { a: "1" } },
    news: { data: { a: "2" } },
    replaces: ["data.a"],
  },
  {
    what: "a mutable ConfigMap's data",
    kind: "v1/ConfigMap",
    olds: { data: { a: "1" } },
    news: { data: { a: "2" } },
    replaces: [],
    mutability: MUTABLE,
  },
  {
    what: "an immutable ConfigMap's data where ConfigMaps are mutable",
    kind: "v1/ConfigMap",
    olds: { immutable: true, data: { a: "1" } },
    news: { immutable: true, data: { a: "2" } },
    replaces: ["data.a"],
    mutability: MUTABLE,
  },
  {
    what: "the end of immutability",
    kind: "v1/Secret",
    olds: { immutable: true },
    news: {},
    replaces: ["immutable"],
    mutability: MUTABLE,
  },
  {
    what: "the start of immutability",
    kind: "v1/Secret",
    olds: {},
    news: { immutable: true },
    replaces: [],
  },
  {
    what: "a Secret's new key",
    kind: "v1/Secret",
    olds: { stringData: { a: "1" } },
    news: { stringData: { a: "1", "b.c": "2" } },
    replaces: ['stringData["b.c"]'],
  },
  {
    what: "a mutable Secret's type",
    kind: "v1/Secret",
    olds: { type: "Opaque" },
    news: { type: "kubernetes.io/tls" },
    replaces: ["type"],
    mutability: MUTABLE,
  },
  {
    what: "a Job's image",
    kind: "batch/v1/Job",
    olds: { spec: { template: { spec: { containers: [{ image: "a:1" }] } } } },
    news: { spec: { template: { spec: { containers: [{ image: "a:2" }] } } } },
    replaces: ["spec.template.spec.containers[0].image"],
  },
  {
    what: "a Job's whole spec",
    kind: "batch/v1/Job",
    olds: {},
    news: { spec: { template: {} } },
    replaces: ["spec"],
  },
  {
    what: "a Job's time to live",
    kind: "batch/v1/Job",
    olds: { spec: { ttlSecondsAfterFinished: 1 } },
    news: { spec: { ttlSecondsAfterFinished: 2 } },
    replaces: [],
  },
  {
    what: "a Deployment's image",
    kind: "apps/v1/Deployment",
    olds: { spec: { template: { spec: { containers: [{ image: "a:1" }] } } } },
    news: { spec: { template: { spec: { containers: [{ image: "a:2" }] } } } },
    replaces: [],
  },
  {
    what: "a Deployment's selector",
    kind: "apps/v1/Deployment",
    olds: { spec: { selector: { matchLabels: { app: "a" } } } },
    news: { spec: { selector: { matchLabels: { app: "b" } } } },
    replaces: ["spec.selector.matchLabels.app"],
  },
  {
    what: "a Service's cluster IP, still unknown",
    kind: "v1/Service",
    olds: { spec: { clusterIP: "10.0.0.1" } },
    news: { spec: { clusterIP: UNKNOWN } },
    replaces: ["spec.clusterIP"],
  },
  {
    what: "a Service's ports",
    kind: "v1/Service",
    olds: { spec: { ports: [{ port: 1 }] } },
    news: { spec: { ports: [{ port: 1 }, { port: 2 }] } },
    replaces: [],
  },
  {
    what: "a role binding's role",
    kind: "rbac.authorization.k8s.io/v1/RoleBinding",
    olds: { roleRef: { name: "a" } },
    news: { roleRef: { name: "b" } },
    replaces: ["roleRef.name"],
  },
  {
    what: "a custom resource's spec",
    kind: "cert-manager.io/v1/Certificate",
    olds: { spec: { dnsNames: ["a"] } },
    news: { spec: { dnsNames: ["b"] } },
    replaces: [],
  },
];

describe("kubernetes replacement rules", () => {
  for (const { what, kind, olds, news, replaces, mutability } of cases) {
    it(`${replaces.length > 0 ? "replace" : "keep"} the object for ${what}`, () => {
      const result = diffObjects(object(kind, olds), object(kind, news), mutability ?? FIXED);
      assert.ok(result.changes.length > 0);
      assert.deepEqual(
        result.changes.filter(({ replace }) => replace).map((change) => formatPath(change.path)),
        replaces,
      );
      assert.equal(result.deleteBeforeReplace, replaces.length > 0);
    });
  }

  const names = { name: "x", namespace: "n" };
  const renames: { what: string; metadata: Properties; first: boolean; replaces: string[] }[] = [
    {
      what: "a new name",
      metadata: { ...names, name: "y" },
      first: false,
      replaces: ["metadata.name"],
    },
    {
      what: "a new namespace",
      metadata: { ...names, namespace: "m" },
      first: false,
      replaces: ["metadata.namespace"],
    },
    {
      what: "an unknown name",
      metadata: { ...names, name: UNKNOWN },
      first: false,
      replaces: ["metadata.name"],
    },
    { what: "a label", metadata: { ...names, labels: { a: "b" } }, first: false, replaces: [] },
  ];
  for (const { what, metadata, first, replaces } of renames) {
    it(`create the new object before the old one goes for ${what}`, () => {
      const olds = { ...object("v1/Service", {}), metadata: names };
      const result = diffObjects(olds, { ...olds, metadata }, FIXED);
      assert.equal(result.deleteBeforeReplace, first);
      const paths = result.changes
        .filter(({ replace }) => replace)
        .map(({ path }) => path.join("."));
      assert.deepEqual(paths, replaces);
    });
  }

  it("see no change in another order of keys", () => {
    const result = diffObjects(
      object("v1/ConfigMap", { data: { a: "1", b: "2" } }),
      object("v1/ConfigMap", { data: { b: "2", a: "1" } }),
      FIXED,
    );
    assert.deepEqual(result.changes, []);
  });
});

function object(kind: string, rest: Properties): Properties {
  const parts = kind.split("/");
  return {
    apiVersion: parts.slice(0, -1).join("/"),
    kind: parts.at(-1) ?? "",
    metadata: { name: "x", namespace: "n" },
    ...rest,
  };
}
