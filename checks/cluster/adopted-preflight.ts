import type { StackConfig } from "../../config/schema";
import { deployedServices } from "../../facts/deployment";
import { releaseName } from "../../facts/release-names";
import type { CheckFinding } from "../check";
import { ifThere, type ClusterApi } from "./api";
import { well } from "./finding";
import type { KubernetesSettings } from "./kubeconfig";

/** The setting of Pulumi's Kubernetes provider without which it refuses what is there already. */
const UPSERT = "upsertExistingObjects";

/** The Services of the release that `adopt` names; nothing without it. */
export function adoptedServices(config: StackConfig): string[] {
  const { adopt } = config;
  if (adopt === undefined) return [];
  return deployedServices(config).map((service) => releaseName(adopt, service));
}

/** Whether the Services that the stack is to take over are there, and the provider may do so. */
export async function canAdopt(
  { core }: ClusterApi,
  namespace: string,
  names: readonly string[],
  settings: KubernetesSettings,
): Promise<CheckFinding> {
  const found = await Promise.all(
    names.map((name) => ifThere(core.readNamespacedService({ name, namespace }))),
  );
  const missing = names.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) {
    const others = (await core.listNamespacedService({ namespace })).items.map(
      ({ metadata }) => metadata?.name ?? "",
    );
    const has = others.length === 0 ? "It has no Services." : `It has: ${others.join(", ")}.`;
    return {
      status: "failed",
      evidence: `The namespace ${namespace} lacks these Services of the release: ${missing.join(", ")}. ${has}`,
      remedy:
        "Correct adopt.release, or give the names in adopt.fullNames: kubectl -n NAMESPACE get services. What isn't there would be made anew.",
    };
  }
  const foreign = names.filter(
    (_, index) => found[index]?.metadata?.labels?.["app.kubernetes.io/managed-by"] !== "pulumi",
  );
  if (foreign.length === 0) return well(`The stack has these Services: ${names.join(", ")}.`);
  if (settings[UPSERT] !== "true") {
    return {
      status: "failed",
      evidence: `The provider would refuse to take over ${foreign.join(", ")}, which are there already.`,
      remedy: `Allow it: pulumi config set kubernetes:${UPSERT} true`,
    };
  }
  return well(`These Services are there to be taken over: ${foreign.join(", ")}.`);
}
