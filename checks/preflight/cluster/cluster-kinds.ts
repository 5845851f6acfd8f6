import { statusOf, type ClusterApi } from "../../cluster/api";
import { failed, ok, type CheckFinding } from "../../finding";
import { requiredKinds, type RequiredKind } from "./required-kinds";
import { withCluster, type ClusterPreflightCheck } from "./visit";

export const clusterKinds: ClusterPreflightCheck = {
  id: "cluster-kinds",
  title: "The cluster has the kinds of objects that the stack creates",
  meaning: "Kinds that aren't built into Kubernetes come with an operator, as custom resources.",
  causes: ["The operator isn't installed.", "The cluster is older than the version of the kind."],
  remedy: "Install what provides the kind, or remove the setting that needs it.",
  run(visit, signal) {
    return withCluster(visit, signal, (api) => hasKinds(api, requiredKinds(visit.config)));
  },
};

/** Whether the cluster has these kinds; Kubernetes' core is taken for granted. */
export async function hasKinds(
  { custom }: ClusterApi,
  kinds: readonly RequiredKind[],
): Promise<CheckFinding> {
  const others = kinds.filter(({ group }) => group !== "");
  const apiVersions = new Set(others.map(({ group, version }) => `${group}/${version}`));
  const missing = await Promise.all(
    [...apiVersions].map(async (apiVersion) => {
      const [group = "", version = ""] = apiVersion.split("/");
      const needed = others.filter((kind) => kind.group === group && kind.version === version);
      const known = await custom.getAPIResources({ group, version }).then(
        ({ resources }) => resources.map(({ kind }) => kind),
        (error: unknown): string[] => {
          if (statusOf(error) === 404) return [];
          throw error;
        },
      );
      return needed.filter(({ kind }) => !known.includes(kind));
    }),
  );
  const lacking = missing.flat();
  if (lacking.length === 0) return ok("It has every kind that the stack creates.");
  const words = lacking.map(({ group, version, kind, from }) => {
    const origin = from === undefined ? "" : `, which ${from} brings`;
    return `${kind} (${group}/${version})${origin}`;
  });
  return failed(`The cluster lacks ${words.join("; ")}.`);
}
