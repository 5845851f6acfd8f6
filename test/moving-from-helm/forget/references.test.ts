import { deepEqual, equal } from "node:assert/strict";
import { hostFinder, referencesIn, textsIn } from "../../../moving-from-helm/forget/references";

describe("what an object refers to", () => {
  it("is found in pods, optional references included", () => {
    const container = {
      env: [
        { name: "A", valueFrom: { secretKeyRef: { name: "s1", key: "k", optional: true } } },
        { name: "B", valueFrom: { configMapKeyRef: { name: "c1", key: "k" } } },
      ],
      envFrom: [{ secretRef: { name: "s2" } }, { configMapRef: { name: "c2" } }],
    };
    const spec = {
      serviceAccountName: "account",
      imagePullSecrets: [{ name: "pull" }],
      initContainers: [container],
      volumes: [
        { name: "v1", secret: { secretName: "s3" } },
        { name: "v2", configMap: { name: "c3" } },
        { name: "v3", persistentVolumeClaim: { claimName: "claim" } },
        { name: "v4", projected: { sources: [{ secret: { name: "s4" } }] } },
      ],
    };
    const found = referencesIn({ spec: { jobTemplate: { spec: { template: { spec } } } } });
    deepEqual(found.map(({ kind, name }) => `${kind}/${name}`).sort(), [
      "ConfigMap/c1",
      "ConfigMap/c2",
      "ConfigMap/c3",
      "PersistentVolumeClaim/claim",
      "Secret/pull",
      "Secret/s1",
      "Secret/s2",
      "Secret/s3",
      "Secret/s4",
      "ServiceAccount/account",
    ]);
  });

  it("is found in what leads to Services, in bindings, and in cert-manager's annotations", () => {
    const found = referencesIn([
      { metadata: { annotations: { "cert-manager.io/issuer": "letsencrypt" } } },
      { spec: { tls: [{ secretName: "tls" }], rules: [{ backend: { service: { name: "a" } } }] } },
      { spec: { serviceRef: { name: "b" } } },
      { spec: { rules: [{ backendRefs: [{ name: "c", port: 80 }] }] } },
      { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "role" } },
      { spec: { secretStoreRef: { kind: "SecretStore", name: "vault" } } },
    ]);
    deepEqual(found.map(({ kind, name }) => `${kind}/${name}`).sort(), [
      "Issuer/letsencrypt",
      "Role/role",
      "Secret/tls",
      "SecretStore/vault",
      "Service/a",
      "Service/b",
      "Service/c",
    ]);
  });

  const service = { name: "acme-db", namespace: "formance" };
  for (const [text, isCalled] of [
    ["acme-db", true],
    ["acme-db:5432", true],
    ["acme-db.formance.svc.cluster.local", true],
    ["postgresql://user:word@acme-db/membership", true],
    ["config:\n  host: acme-db\n  port: 5432", true],
    ["nats://acme-db:4222,nats://other:4222", true],
    ["acme-db-replica", false],
    ["other-acme-db", false],
    ["acme-db.elsewhere.svc", false],
    ["acme-db.formance-2", false],
    ["mail.acme-db", false],
  ] as const) {
    it(`${isCalled ? "calls" : "does not call"} a Service as a host by ${JSON.stringify(text)}`, () => {
      equal(hostFinder(["before", text, "after"])(service), isCalled);
    });
  }

  it("does not count names and labels as hosts", () => {
    const object = {
      metadata: { name: "acme-db", labels: { app: "acme-db" } },
      spec: { selector: { app: "acme-db" }, env: [{ value: "x" }], number: 1 },
    };
    deepEqual(textsIn(object), ["x"]);
  });
});
