import { deepEqual, equal, match } from "node:assert/strict";
import { classify, type Grounds } from "../../../moving-from-helm/forget/classify";
import type { Decision } from "../../../moving-from-helm/forget/decision";
import { keyOf } from "../../../moving-from-helm/release/object-id";
import type { FoundObject } from "../../../moving-from-helm/release/live-objects";
import { found, lost, namespace, outcomesOf, owned, stackOf } from "./support";

const service = owned("Service/acme-dex");

function decide(objects: readonly FoundObject[], grounds: Partial<Grounds> = {}): Decision[] {
  return classify(objects, {
    release: "acme",
    namespace,
    stack: stackOf([service]),
    owners: new Map(),
    keep: new Set(),
    ...grounds,
  });
}

/** The reason for which one object is kept; it fails when it isn't. */
function reasonFor(object: FoundObject, grounds: Partial<Grounds> = {}): string {
  const [decision] = decide([object], grounds);
  equal(decision?.outcome, "kept");
  return decision.reason ?? "";
}

describe("what becomes of a release's objects", () => {
  it("follows from who has them", () => {
    const objects = [found("Service/acme-dex"), found("Deployment/acme-dex"), lost("Job/acme-job")];
    deepEqual(outcomesOf(decide(objects)), {
      "Service/acme-dex": "taken-over",
      "Deployment/acme-dex": "delete",
      "Job/acme-job": "gone",
    });
  });

  it("does not depend on the version that the stack has an object in", () => {
    const old = { ...owned("Ingress/acme-dex"), apiVersion: "networking.k8s.io/v1beta1" };
    const decisions = decide([found("Ingress/acme-dex")], { stack: stackOf([old]) });
    equal(decisions[0]?.outcome, "taken-over");
    const other = { ...owned("Ingress/acme-dex"), apiVersion: "example.com/v1" };
    const foreign = decide([found("Ingress/acme-dex")], { stack: stackOf([other]) });
    equal(foreign[0]?.outcome, "delete");
  });

  it("is to stay for what the stack needs", () => {
    const stack = stackOf([service], ["Secret/acme-tls"], ["postgresql://acme-db:5432/dex"]);
    match(reasonFor(found("Secret/acme-tls"), { stack }), /the stack's Deployment\/new refers to/);
    match(reasonFor(found("Service/acme-db"), { stack }), /as a host/);
    const fills = found("ExternalSecret/any", { spec: { target: { name: "acme-tls" } } });
    match(reasonFor(fills, { stack }), /names Secret\/acme-tls.*may fill it/);
    match(reasonFor(found("ExternalSecret/acme-tls"), { stack }), /may fill it/);
    const owners = new Map([["uid of ConfigMap/source", "Secret/acme-tls"]]);
    match(reasonFor(found("ConfigMap/source"), { stack, owners }), /owns Secret\/acme-tls/);
  });

  it("is to stay for what holds data or others' objects", () => {
    match(reasonFor(found("Namespace/formance")), /everything in it/);
    match(reasonFor(found("CustomResourceDefinition/x")), /every object of its kind/);
    match(reasonFor(found("PersistentVolumeClaim/data")), /may hold data/);
    match(reasonFor(found("StatefulSet/acme-db")), /database/);
  });

  it("is to stay for what the chart or the caller lets stay", () => {
    const policy = { "helm.sh/resource-policy": "keep" };
    match(reasonFor(found("Secret/a", {}, { isKept: true })), /resource-policy is keep/);
    match(reasonFor(found("Secret/a", { metadata: { annotations: policy } })), /resource-policy/);
    const named = found("Secret/a");
    match(reasonFor(named, { keep: new Set([keyOf(named)]) }), /--keep names it/);
  });

  it("is to stay for what others have by now", () => {
    const labels = { "app.kubernetes.io/managed-by": "pulumi" };
    match(reasonFor(found("ConfigMap/a", { metadata: { labels } })), /managed-by is pulumi/);
    const annotations = { "meta.helm.sh/release-name": "other" };
    match(reasonFor(found("ConfigMap/a", { metadata: { annotations } })), /belongs to .* other in/);
    const elsewhere = {
      "meta.helm.sh/release-name": "acme",
      "meta.helm.sh/release-namespace": "elsewhere",
    };
    const there = found("ConfigMap/a", { metadata: { annotations: elsewhere } });
    match(reasonFor(there), /the release acme in the namespace elsewhere/);
    const bare = { metadata: { labels: {}, annotations: {} } };
    match(reasonFor(found("ConfigMap/a", bare)), /nothing on it says that Helm manages it/);
    equal(decide([found("Job/hook", bare, { isHook: true })])[0]?.outcome, "delete");
  });

  it("is to stay for the only way to a Service that the stack has", () => {
    const leads = { spec: { rules: [{ backend: { service: { name: "acme-dex" } } }] } };
    const objects = [found("Service/acme-dex"), found("Ingress/acme-dex", leads)];
    const [, without] = decide(objects);
    equal(without?.outcome, "kept");
    match(without.reason ?? "", /leads users to Service\/acme-dex, and nothing in the stack does/);
    const route = owned("HTTPRoute/new", { spec: { backendRefs: [{ name: "acme-dex" }] } });
    const [, beside] = decide(objects, { stack: stackOf([service, route]) });
    equal(beside?.outcome, "delete");
  });
});

describe("what is kept", () => {
  const labels = {
    "app.kubernetes.io/name": "postgresql",
    "app.kubernetes.io/instance": "acme",
    "app.kubernetes.io/managed-by": "Helm",
  };
  const metadata = { labels };

  it("brings its component with it, and what that refers to", () => {
    const pod = {
      serviceAccountName: "db",
      containers: [{ envFrom: [{ secretRef: { name: "db" } }] }],
    };
    const template = { metadata: { labels: { app: "db" } }, spec: pod };
    const decisions = decide([
      found("RoleBinding/db", { subjects: [{ kind: "ServiceAccount", name: "db" }] } as object),
      found("ServiceAccount/db"),
      found("Secret/db"),
      found("Service/acme-postgresql-hl", { metadata }),
      found("StatefulSet/acme-postgresql", { metadata, spec: { template } }),
      found("Secret/other"),
      found("Service/other", {
        metadata: { labels: { ...labels, "app.kubernetes.io/name": "nats" } },
      }),
    ]);
    deepEqual(outcomesOf(decisions), {
      "RoleBinding/db": "kept",
      "ServiceAccount/db": "kept",
      "Secret/db": "kept",
      "Service/acme-postgresql-hl": "kept",
      "StatefulSet/acme-postgresql": "kept",
      "Secret/other": "delete",
      "Service/other": "delete",
    });
    match(decisions[0]?.reason ?? "", /gives rights to the kept ServiceAccount\/db/);
    match(decisions[3]?.reason ?? "", /belongs to the kept StatefulSet/);
  });

  it("brings the pods behind a Service with it, and where a Secret comes from", () => {
    const template = { metadata: { labels: { app: "nats", x: "y" } }, spec: {} };
    const stack = stackOf([service], ["Secret/filled"], ["nats://acme-nats:4222"]);
    const decisions = decide(
      [
        found("Deployment/nats", { spec: { template } }),
        found("Deployment/other", { spec: { template: { metadata: { labels: {} } } } }),
        found("Service/acme-nats", { spec: { selector: { app: "nats" } } }),
        found("SecretStore/vault"),
        found("ExternalSecret/filled", {
          spec: { secretStoreRef: { kind: "SecretStore", name: "vault" } },
        }),
      ],
      { stack },
    );
    deepEqual(outcomesOf(decisions), {
      "Deployment/nats": "kept",
      "Deployment/other": "delete",
      "Service/acme-nats": "kept",
      "SecretStore/vault": "kept",
      "ExternalSecret/filled": "kept",
    });
  });

  it("brings its owner with it", () => {
    const owner = { apiVersion: "v1", kind: "ConfigMap", name: "a", uid: "uid of ConfigMap/a" };
    const decisions = decide([
      found("ConfigMap/a"),
      found("Secret/a", { metadata: { ownerReferences: [owner] } }, { isKept: true }),
    ]);
    match(decisions[0]?.reason ?? "", /owns the kept Secret\/a, which would be deleted with it/);
  });

  it("does not bring what is taken over or gone", () => {
    const decisions = decide([
      found("Service/acme-dex", { metadata }),
      lost("Secret/db"),
      found("StatefulSet/db", {
        metadata,
        spec: { template: { spec: { volumes: [{ secret: { secretName: "db" } }] } } },
      }),
    ]);
    deepEqual(outcomesOf(decisions), {
      "Service/acme-dex": "taken-over",
      "Secret/db": "gone",
      "StatefulSet/db": "kept",
    });
  });
});
