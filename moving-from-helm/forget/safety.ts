import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { counted } from "../../messages/counted";
import { ifThere, type ClusterApi } from "../../checks/cluster/api";
import type { Decision } from "./decision";
import { groupOf, keyOf, titleOf } from "../release/object-id";
import type { OwnedObject, StackView } from "./stack-view";

/** What speaks against forgetting a release now; each with what to do. Empty: nothing. */
export async function hindrances(
  api: ClusterApi,
  stack: StackView,
  decisions: readonly Decision[],
  namespace: string,
): Promise<string[]> {
  const taken = decisions.flatMap(({ object, outcome }) => {
    const owned = stack.owned.get(keyOf(object));
    return owned === undefined ? [] : [{ object, outcome, owned }];
  });
  const strange = taken.flatMap(({ object, outcome, owned }) => {
    if (outcome === "gone") {
      return [
        `${titleOf(object)}, which the stack has taken over, is not in the cluster. Is it the stack's cluster? Else deploy it again: pulumi up --refresh`,
      ];
    }
    const uid = object.live?.metadata?.uid;
    if (owned.uid === undefined || owned.uid === uid) return [];
    return [
      `${titleOf(object)} is not the one that the stack has deployed, but another one of the same name. Is it the stack's cluster? If somebody made it anew: pulumi up --refresh`,
    ];
  });
  // In a wrong cluster, all else is wrong too.
  if (strange.length > 0) return strange;
  const services = taken.filter(({ object }) => object.kind === "Service");
  const deployments = [...stack.owned.values()].filter(
    ({ apiVersion, kind }) => kind === "Deployment" && groupOf(apiVersion) === "apps",
  );
  const found = await Promise.all([
    ...deployments.map((owned) => notAvailable(api, owned, namespace)),
    ...services.map(({ owned, object }) => notServed(api, owned, object.live, namespace)),
  ]);
  return found.flat();
}

async function notAvailable(
  { apps }: ClusterApi,
  { name, namespace: own }: OwnedObject,
  home: string,
): Promise<string[]> {
  const namespace = own ?? home;
  const found = await ifThere(apps.readNamespacedDeployment({ name, namespace }));
  if (found === undefined) {
    return [
      `Deployment/${name} of the stack is not in the cluster. Deploy it again: pulumi up --refresh`,
    ];
  }
  const { metadata, spec, status } = found;
  const wanted = spec?.replicas ?? 1;
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const available = isSeen
    ? Math.min(status?.availableReplicas ?? 0, status?.updatedReplicas ?? 0)
    : 0;
  if (available >= wanted) return [];
  return [
    `Deployment/${name} of the stack has ${available} of ${counted(wanted, "pod")} available in its last version. Wait for them: kubectl -n ${namespace} rollout status deployment/${name}`,
  ];
}

const serviceSchema = z.object({
  spec: z.object({ selector: z.record(z.string(), z.string()).optional() }),
});

async function notServed(
  { discovery }: ClusterApi,
  { name, namespace: own, inputs }: OwnedObject,
  live: unknown,
  home: string,
): Promise<string[]> {
  const namespace = own ?? home;
  const [asked, actual] = [inputs, live].map((service) => {
    const parsed = serviceSchema.safeParse(service);
    return parsed.success ? parsed.data.spec.selector : undefined;
  });
  if (!isDeepStrictEqual(asked, actual)) {
    return [
      `Service/${name} does not select the stack's pods, but others: ${labelsText(actual)}. Lead it to the stack's: pulumi up --refresh`,
    ];
  }
  const { items } = await discovery.listNamespacedEndpointSlice({
    namespace,
    labelSelector: `kubernetes.io/service-name=${name}`,
  });
  const isServed = items.some(({ endpoints }) =>
    // By the API's own rule, a state that is not known counts as ready.
    endpoints?.some(({ conditions }) => conditions?.ready !== false),
  );
  if (isServed) return [];
  return [
    `Service/${name} has no pod of the stack that is ready. See why: control-plane doctor --stack NAME --context CONTEXT`,
  ];
}

function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(labels ?? {}).map(([label, value]) => `${label}=${value}`);
  return entries.length === 0 ? "none at all" : entries.join(",");
}
