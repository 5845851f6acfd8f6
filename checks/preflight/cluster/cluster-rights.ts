import type { ClusterApi } from "../../cluster/api";
import { failed, ok, type CheckFinding } from "../../finding";
import { requiredKinds, type RequiredKind } from "./required-kinds";
import { withCluster, type ClusterPreflightCheck } from "./visit";

/** What Pulumi does with the objects that it makes. */
const MAKES = ["get", "create", "patch", "delete"] as const;

/** What it does with objects that it only looks at. */
const READS = ["get"] as const;

/** What it follows until objects of a kind are ready, beside single reads. */
const FOLLOWS = ["list", "watch"] as const;
const followed: Readonly<Record<string, readonly { group: string; plural: string }[]>> = {
  Deployment: [
    { group: "apps", plural: "deployments" },
    { group: "apps", plural: "replicasets" },
    { group: "", plural: "pods" },
  ],
  Service: [
    { group: "", plural: "services" },
    { group: "discovery.k8s.io", plural: "endpointslices" },
  ],
  Job: [{ group: "batch", plural: "jobs" }],
  Ingress: [{ group: "networking.k8s.io", plural: "ingresses" }],
};

export const clusterRights: ClusterPreflightCheck = {
  id: "cluster-rights",
  title: "The login can create the objects",
  meaning:
    "The API server itself says which requests it would allow (SelfSubjectAccessReview), for every kind that the stack creates.",
  causes: ["The login's role lacks kinds or verbs.", "The role is for another namespace."],
  remedy:
    "Add the rights to the login's Role in the namespace; those on namespaces and on ClusterRoles need a ClusterRole. If the namespace exists, set createNamespace to false.",
  run(visit, signal) {
    const { config, namespace } = visit;
    return withCluster(visit, signal, (api) => hasRights(api, requiredKinds(config), namespace));
  },
};

async function hasRights(
  { authorization }: ClusterApi,
  kinds: readonly RequiredKind[],
  namespace: string,
): Promise<CheckFinding> {
  const { V1SelfSubjectAccessReview } = await import("@kubernetes/client-node");
  const asked = kinds
    .filter(({ byOthers = false }) => !byOthers)
    .flatMap(({ kind, group, plural, clusterWide = false, readIn }) => [
      {
        group,
        plural,
        verbs: readIn === undefined ? MAKES : READS,
        namespace: clusterWide ? undefined : (readIn ?? namespace),
      },
      ...(followed[kind] ?? []).map((each) => ({ ...each, verbs: FOLLOWS, namespace })),
    ]);
  const refused = await Promise.all(
    asked.flatMap(({ group, plural, verbs, namespace: place }) =>
      verbs.map(async (verb) => {
        const resourceAttributes = { group, resource: plural, verb, namespace: place };
        const { status } = await authorization.createSelfSubjectAccessReview({
          body: Object.assign(new V1SelfSubjectAccessReview(), { spec: { resourceAttributes } }),
        });
        const resource = group === "" ? plural : `${plural}.${group}`;
        const name =
          place === undefined || place === namespace
            ? resource
            : `${resource} (in the namespace ${place})`;
        return status?.allowed === true ? [] : [{ resource: name, verb }];
      }),
    ),
  );
  const lacking = refused.flat();
  if (lacking.length === 0) {
    return ok(`The login can create every object in the namespace ${namespace}.`);
  }
  const words = [...new Set(lacking.map(({ resource }) => resource))].map((resource) => {
    const verbs = lacking.filter((each) => each.resource === resource).map(({ verb }) => verb);
    return `${verbs.join(", ")} ${resource}`;
  });
  return failed(`These rights are missing in the namespace ${namespace}: ${words.join("; ")}.`);
}
