import { isKeepPolicy, RESOURCE_POLICY } from "../release/manifest";
import { MANAGED_BY, RELEASE_NAME, RELEASE_NAMESPACE } from "../release/helm-marks";
import type { FoundObject } from "../release/live-objects";
import { groupOf, keyOf, titleOf } from "../release/object-id";
import type { Decision } from "./decision";
import { withNeeded } from "./needed";
import { referencesIn, textsIn } from "./references";
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

/** Kinds that data, or objects of others, are deleted with. */
const HOLDERS: Readonly<Record<string, string>> = {
  Namespace: "everything in it would be deleted with it",
  CustomResourceDefinition: "every object of its kind would be deleted with it",
  PersistentVolumeClaim: "it may hold data",
  PersistentVolume: "it may hold data",
  StatefulSet: "it may run a database; delete it by hand once its data is elsewhere",
};

/** Kinds that lead users to Services. */
const ENTRIES = ["Ingress", "HTTPRoute", "GRPCRoute", "TargetGroupBinding"];

/** Says of each object of a release what becomes of it. */
export function classify(objects: readonly FoundObject[], grounds: Grounds): Decision[] {
  const isTaken = (object: FoundObject) => grounds.stack.owned.has(keyOf(object));
  const unserved = withoutEntry(objects.filter(isTaken), grounds.stack);
  const decisions = objects.map((object): Decision => {
    if (object.live === undefined) return { ...object, outcome: "gone" };
    if (isTaken(object)) return { ...object, outcome: "taken-over" };
    const reason = reasonToKeep(object, grounds, unserved);
    return { ...object, outcome: reason === undefined ? "delete" : "kept", reason };
  });
  return withNeeded(decisions);
}

function reasonToKeep(
  object: FoundObject,
  grounds: Grounds,
  unserved: readonly string[],
): string | undefined {
  const { kind, name, live, namespace = grounds.namespace } = object;
  const { stack, owners, keep } = grounds;
  const user = stack.references.get(titleOf(object));
  if (user !== undefined) return `${user} refers to it`;
  if (kind === "Service" && stack.callsHost({ name, namespace })) {
    return "the stack's settings name it as a host";
  }
  const filled = filledSecret(object, stack);
  if (filled !== undefined) return `it names ${filled}, which the stack refers to, and may fill it`;
  const owned = owners.get(live?.metadata?.uid ?? "");
  if (owned !== undefined) return `it owns ${owned}, which would be deleted with it`;
  if (object.isKept || isKeepPolicy(live?.metadata?.annotations?.[RESOURCE_POLICY])) {
    return `its annotation ${RESOURCE_POLICY} is keep`;
  }
  if (keep.has(keyOf(object))) return "--keep names it";
  const leadsTo = ENTRIES.includes(kind)
    ? referencesIn(live)
        .map(titleOf)
        .find((title) => unserved.includes(title))
    : undefined;
  return (
    foreignMark(object, grounds) ??
    HOLDERS[kind] ??
    (leadsTo && `it leads users to ${leadsTo}, and nothing in the stack does`)
  );
}

/** The Services that the stack has taken over, and that nothing of its own leads users to. */
function withoutEntry(taken: readonly FoundObject[], { owned }: StackView): string[] {
  const served = [...owned.values()]
    .filter(({ kind }) => ENTRIES.includes(kind))
    .flatMap(({ inputs }) => referencesIn(inputs).map(titleOf));
  return taken
    .filter(({ kind, live }) => kind === "Service" && live !== undefined)
    .map(titleOf)
    .filter((title) => !served.includes(title));
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
  if (manager !== undefined && manager !== "Helm") return `its label ${MANAGED_BY} is ${manager}`;
  const name = annotations[RELEASE_NAME];
  const home = annotations[RELEASE_NAMESPACE] ?? namespace;
  if (name !== undefined && (name !== release || home !== namespace)) {
    return `it belongs to the release ${name} in the namespace ${home}`;
  }
  const isMarked = name !== undefined || manager === "Helm" || isHook;
  return isMarked ? undefined : "nothing on it says that Helm manages it";
}
