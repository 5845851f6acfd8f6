import { isDeepStrictEqual } from "node:util";
import { ifThere, type ClusterApi } from "../../checks/cluster/api";
import { counted } from "../../messages/counted";
import { entriesOf, field } from "../release/field";
import { groupOf, keyOf, titleOf } from "../release/object-id";
import type { Decision } from "./decision";
import type { OwnedObject, StackView } from "./stack-view";

/** Why a release can't be forgotten now, each with what to do. Empty: it can. */
export async function obstacles(
  api: ClusterApi,
  { owned }: StackView,
  decisions: readonly Decision[],
  namespace: string,
): Promise<string[]> {
  const taken = decisions.flatMap((decision) => {
    const own = owned.get(keyOf(decision));
    return own === undefined ? [] : [{ ...own, live: decision.live }];
  });
  const strangers = taken.flatMap(({ live, uid, ...id }) => {
    if (live === undefined) {
      return `${titleOf(id)}, which the stack has taken over, isn't in the cluster. Is this the stack's cluster? If so, deploy it again: pulumi up --refresh`;
    }
    if (uid === undefined || uid === live.metadata?.uid) return [];
    return `${titleOf(id)} isn't the one that the stack deployed, but another one with the same name. Is this the stack's cluster? If someone recreated it: pulumi up --refresh`;
  });
  // In a wrong cluster, all else is wrong too.
  if (strangers.length > 0) return strangers;
  const deployments = [...owned.values()].filter(
    ({ apiVersion, kind }) => kind === "Deployment" && groupOf(apiVersion) === "apps",
  );
  const services = taken.filter(({ kind }) => kind === "Service");
  const found = await Promise.all([
    ...deployments.map((object) => notAvailable(api, object, namespace)),
    ...services.map((object) => notServed(api, object, namespace)),
  ]);
  return found.filter((obstacle) => obstacle !== undefined);
}

async function notAvailable(
  { apps }: ClusterApi,
  { name, namespace: own }: OwnedObject,
  home: string,
): Promise<string | undefined> {
  const namespace = own ?? home;
  const found = await ifThere(apps.readNamespacedDeployment({ name, namespace }));
  if (found === undefined) {
    return `Deployment/${name} of the stack isn't in the cluster. Deploy it again: pulumi up --refresh`;
  }
  const { metadata, spec, status } = found;
  const wanted = spec?.replicas ?? 1;
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const available = isSeen
    ? Math.min(status?.availableReplicas ?? 0, status?.updatedReplicas ?? 0)
    : 0;
  if (available >= wanted) return undefined;
  return `Deployment/${name} of the stack has ${available} of ${counted(wanted, "pod")} available in its latest version. Wait for them: kubectl -n ${namespace} rollout status deployment/${name}`;
}

async function notServed(
  { discovery }: ClusterApi,
  { name, namespace: own, inputs, live }: OwnedObject & { readonly live: unknown },
  home: string,
): Promise<string | undefined> {
  const namespace = own ?? home;
  const actual = field(live, "spec.selector");
  if (!isDeepStrictEqual(field(inputs, "spec.selector"), actual)) {
    return `Service/${name} doesn't select the stack's pods, but others: ${labelsText(actual)}. Make it select the stack's: pulumi up --refresh`;
  }
  const { items } = await discovery.listNamespacedEndpointSlice({
    namespace,
    labelSelector: `kubernetes.io/service-name=${name}`,
  });
  const isServed = items.some(({ endpoints }) =>
    // By the API's own rule, a state that is not known counts as ready.
    endpoints?.some(({ conditions }) => conditions?.ready !== false),
  );
  if (isServed) return undefined;
  return `Service/${name} has no ready pod of the stack. See why: control-plane doctor --stack NAME --context CONTEXT`;
}

function labelsText(labels: unknown): string {
  return (
    [...entriesOf(labels)].map(([label, value]) => `${label}=${String(value)}`).join(",") ||
    "none at all"
  );
}
