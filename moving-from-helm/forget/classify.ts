import { RESOURCE_POLICY, isKeepPolicy } from "../release/manifest";
import { withCompany } from "./company";
import type { Decision } from "./decision";
import { groupOf, keyOf, titleOf } from "../release/object-id";
import { referencesIn, textsIn } from "./references";
import type { FoundObject } from "../release/live-objects";
import type { StackView } from "./stack-view";

/** What decides. */
export interface Grounds {
  readonly release: string;
  readonly namespace: string;
  readonly stack: StackView;
  /** What has to stay, by the uid of its owner. */
  readonly owners: ReadonlyMap<string, string>;
  /** Keys of the objects that `--keep` names. */
  readonly keep: ReadonlySet<string>;
}

/** The label that tells who manages an object. */
export const MANAGED_BY = "app.kubernetes.io/managed-by";

/** The annotations by which Helm knows its objects. */
export const RELEASE_NAME = "meta.helm.sh/release-name";
export const RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";

/** Kinds that others' objects or data go with. */
const HOLDERS: Readonly<Record<string, string>> = {
  Namespace: "everything in it would go with it",
  CustomResourceDefinition: "every object of its kind would go with it",
  PersistentVolumeClaim: "it may hold data",
  PersistentVolume: "it may hold data",
  StatefulSet: "it may hold a database; delete it by hand once its data are elsewhere",
};

/** Kinds that lead users to Services. */
const ENTRIES = ["Ingress", "HTTPRoute", "GRPCRoute", "TargetGroupBinding"];

/** Says of each object of a release what becomes of it. */
export function classify(objects: readonly FoundObject[], grounds: Grounds): Decision[] {
  const first = objects.map((object) => decide(object, grounds));
  const taken = first.filter(({ outcome }) => outcome === "taken-over");
  return withCompany(first.map((decision) => withEntry(decision, taken, grounds)));
}

function decide(object: FoundObject, grounds: Grounds): Decision {
  const { live } = object;
  if (live === undefined) return { object, outcome: "gone" };
  if (grounds.stack.owned.has(keyOf(object))) return { object, outcome: "taken-over" };
  const reason = reasonToKeep(object, grounds);
  return reason === undefined ? { object, outcome: "delete" } : { object, outcome: "kept", reason };
}

function reasonToKeep(object: FoundObject, grounds: Grounds): string | undefined {
  const { kind, name, live } = object;
  const { stack, owners, namespace } = grounds;
  const user = stack.references.get(titleOf(object));
  if (user !== undefined) return `${user} refers to it`;
  if (kind === "Service" && stack.callsHost({ name, namespace: object.namespace ?? namespace })) {
    return "the stack's settings have it as a host";
  }
  const filled = filledSecret(object, stack);
  if (filled !== undefined) return `it names ${filled}, which the stack refers to, and may fill it`;
  const owned = owners.get(live?.metadata?.uid ?? "");
  if (owned !== undefined) return `it owns ${owned}, which would be deleted with it`;
  if (object.isKept || isKeepPolicy(live?.metadata?.annotations?.[RESOURCE_POLICY])) {
    return `${RESOURCE_POLICY} says keep`;
  }
  if (grounds.keep.has(keyOf(object))) return "--keep names it";
  return foreignMark(object, grounds) ?? HOLDERS[kind];
}

/** A custom resource may be what fills a Secret: a Certificate, an ExternalSecret, a SealedSecret. */
function filledSecret({ apiVersion, live }: FoundObject, stack: StackView): string | undefined {
  const group = groupOf(apiVersion);
  if (!group.includes(".") || group.endsWith(".k8s.io")) return undefined;
  return [live?.metadata?.name ?? "", ...textsIn(live?.spec)]
    .map((name) => titleOf({ kind: "Secret", name }))
    .find((title) => stack.references.has(title));
}

/** Whose an object is by its marks, where it isn't the release's. */
function foreignMark(
  { isHook, live }: FoundObject,
  { release, namespace }: Grounds,
): string | undefined {
  const { labels = {}, annotations = {} } = live?.metadata ?? {};
  const manager = labels[MANAGED_BY];
  if (manager !== undefined && manager !== "Helm") return `${MANAGED_BY} says ${manager}`;
  const name = annotations[RELEASE_NAME];
  const home = annotations[RELEASE_NAMESPACE] ?? namespace;
  if (name !== undefined && (name !== release || home !== namespace)) {
    return `it belongs to the release ${name} in the namespace ${home}`;
  }
  const isMarked = name !== undefined || manager === "Helm" || isHook;
  return isMarked ? undefined : "it has no mark of Helm";
}

/** The release's way to a taken-over Service stays where the stack has no way of its own to it. */
function withEntry(decision: Decision, taken: readonly Decision[], { stack }: Grounds): Decision {
  const { object, outcome } = decision;
  if (outcome !== "delete" || !ENTRIES.includes(object.kind)) return decision;
  const own = [...stack.owned.values()]
    .filter(({ kind }) => ENTRIES.includes(kind))
    .flatMap(({ inputs }) => referencesIn(inputs).map(titleOf));
  const services = taken
    .filter((each) => each.object.kind === "Service")
    .map((each) => titleOf(each.object));
  const lost = referencesIn(object.live)
    .map(titleOf)
    .find((title) => services.includes(title) && !own.includes(title));
  if (lost === undefined) return decision;
  const reason = `it leads users to ${lost}, and the stack has nothing that does`;
  return { object, outcome: "kept", reason };
}
