import type { StackConfig } from "../../../config/schema";
import { deployedServices } from "../../../facts/deployment";
import { releaseName } from "../../../facts/release-names";
import { ifThere, type ClusterApi } from "../../cluster/api";
import { failed, ok, type CheckFinding } from "../../finding";
import { notAsked, withCluster, type ClusterPreflightCheck, type ClusterVisit } from "./visit";

/** The setting that lets Pulumi's Kubernetes provider take over existing objects. */
const UPSERT = "upsertExistingObjects";

/** The Services of the release that `adopt` names; nothing without it. */
export function adoptedServices(config: StackConfig): string[] {
  const { adopt } = config;
  if (adopt === undefined) return [];
  return deployedServices(config).map((service) => releaseName(adopt, service));
}

export const clusterAdoption: ClusterPreflightCheck = {
  id: "cluster-adoption",
  title: "The Helm release's Services can be adopted",
  meaning:
    "With `adopt`, the Services of the release are in the namespace, under the names that the stack gives its own, and the Kubernetes provider is allowed to take over existing objects.",
  causes: [
    "`adopt.release` is another release's name, or the values have a `nameOverride` or `fullnameOverride`.",
    "`kubernetes:upsertExistingObjects` isn't set, so the provider refuses to create what already exists.",
  ],
  remedy:
    "kubectl -n NAMESPACE get services shows the names for adopt.release and adopt.fullNames; pulumi config set kubernetes:upsertExistingObjects true",
  run(visit, signal) {
    return withCluster(visit, signal, (api) => canAdopt(api, visit), notAsked);
  },
};

/** Whether the Services that the stack is to take over are there, and the provider may do so. */
async function canAdopt(
  { core }: ClusterApi,
  { config, namespace, settings }: ClusterVisit,
): Promise<CheckFinding> {
  const names = adoptedServices(config);
  const found = await Promise.all(
    names.map((name) => ifThere(core.readNamespacedService({ name, namespace }))),
  );
  const missing = names.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) {
    const others = (await core.listNamespacedService({ namespace })).items.map(
      ({ metadata }) => metadata?.name ?? "",
    );
    const has = others.length === 0 ? "It has no Services." : `It has: ${others.join(", ")}.`;
    return failed(
      `The namespace ${namespace} lacks these Services of the release: ${missing.join(", ")}. ${has}`,
      "Correct adopt.release, or give the names in adopt.fullNames: kubectl -n NAMESPACE get services. Missing ones would be created.",
    );
  }
  const foreign = names.filter(
    (_, index) => found[index]?.metadata?.labels?.["app.kubernetes.io/managed-by"] !== "pulumi",
  );
  if (foreign.length === 0) return ok(`The stack has these Services: ${names.join(", ")}.`);
  if (settings[UPSERT] !== "true") {
    return failed(
      `The provider would refuse to take over ${foreign.join(", ")}, which already exist.`,
      `Allow it: pulumi config set kubernetes:${UPSERT} true`,
    );
  }
  return ok(`These Services exist and will be taken over: ${foreign.join(", ")}.`);
}
