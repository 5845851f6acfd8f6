import type { LiveObject, ObjectId } from "../../../checks/cluster/objects";
import { keyOf, titleOf } from "../../../moving-from-helm/release/object-id";
import { hostFinder } from "../../../moving-from-helm/forget/references";
import type { Decision } from "../../../moving-from-helm/forget/decision";
import type { FoundObject } from "../../../moving-from-helm/release/live-objects";
import type { OwnedObject, StackView } from "../../../moving-from-helm/forget/stack-view";

/** The namespace of all objects. */
export const namespace = "formance";

/** Versions of the kinds that the tests use. */
const VERSIONS: Readonly<Record<string, string>> = {
  CronJob: "batch/v1",
  Deployment: "apps/v1",
  ExternalSecret: "external-secrets.io/v1",
  HTTPRoute: "gateway.networking.k8s.io/v1",
  Ingress: "networking.k8s.io/v1",
  Job: "batch/v1",
  RoleBinding: "rbac.authorization.k8s.io/v1",
  SecretStore: "external-secrets.io/v1",
  StatefulSet: "apps/v1",
};

function idOf(title: string): ObjectId {
  const [kind = "", name = ""] = title.split("/");
  return { apiVersion: VERSIONS[kind] ?? "v1", kind, namespace, name };
}

/** An object of the release `acme`, by its title; `live` adds to what the cluster has of it. */
export function found(
  title: string,
  live: Omit<LiveObject, "kind"> & object = {},
  more: Partial<FoundObject> = {},
): FoundObject {
  const id = idOf(title);
  const { metadata, ...rest } = live;
  const own = {
    name: id.name,
    namespace,
    uid: `uid of ${title}`,
    labels: { "app.kubernetes.io/managed-by": "Helm" },
    annotations: {
      "meta.helm.sh/release-name": "acme",
      "meta.helm.sh/release-namespace": namespace,
    },
  };
  return {
    ...id,
    isHook: false,
    isKept: false,
    kindNames: [`${id.kind.toLowerCase()}s`],
    live: { kind: id.kind, metadata: { ...own, ...metadata }, ...rest },
    ...more,
  };
}

/** An object of the release that is not in the cluster any more. */
export function lost(title: string): FoundObject {
  const { live: _live, ...rest } = found(title);
  return rest;
}

/** An object of the stack, by its title. */
export function owned(title: string, inputs: OwnedObject["inputs"] = {}): OwnedObject {
  return { ...idOf(title), uid: `uid of ${title}`, inputs };
}

/** A stack that has these objects, refers to those, and has these texts in its settings. */
export function stackOf(
  objects: readonly OwnedObject[],
  references: readonly string[] = [],
  texts: readonly string[] = [],
): StackView {
  return {
    owned: new Map(objects.map((object) => [keyOf(object), object])),
    references: new Map(references.map((title) => [title, "the stack's Deployment/new"])),
    callsHost: hostFinder(texts),
  };
}

/** What became of each object, by its title. */
export function outcomesOf(decisions: readonly Decision[]): Record<string, string> {
  return Object.fromEntries(decisions.map((each) => [titleOf(each), each.outcome]));
}
