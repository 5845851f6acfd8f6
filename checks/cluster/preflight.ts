import { defaults } from "../../facts/defaults";
import type { StackConfig } from "../../config/schema";
import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { remedyIn } from "../description";
import { preflightDescriptions, type PreflightCheckId } from "../preflight-descriptions";
import { adoptedServices, canAdopt } from "./adopted-preflight";
import { existingSecrets } from "./existing-secrets";
import { openClusterApi, statusOf, type ClusterApi } from "./api";
import { providerKubeconfig, type KubernetesSettings } from "./kubeconfig";
import { requiredKinds, type RequiredKind } from "./required-kinds";
import { hasSecrets } from "./secrets-preflight";
import { versionFinding } from "./version-preflight";

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

/** The checks that go beside the one of the cluster's reach. */
const beside: readonly PreflightCheckId[] = [
  "cluster-version",
  "cluster-secrets",
  "cluster-adoption",
];

/**
 * Whether the cluster answers, has the kinds of objects that the stack makes, lets them be made, is
 * new enough for its pods, and has the Secrets that they read and the Services to take over.
 */
export function clusterPreflight(config: StackConfig, settings: KubernetesSettings): Chain[] {
  const folder = settings.renderYamlToDirectory;
  const kinds = requiredKinds(config);
  const secrets = existingSecrets(config);
  const adopted = adoptedServices(config);
  const namespace = config.namespace ?? defaults.namespace;
  const subject = settings.context ?? "kubeconfig";
  const check = (
    id: PreflightCheckId,
    look: (api: ClusterApi) => Promise<CheckFinding>,
  ): Check => ({
    id,
    group: "cluster",
    subject,
    run: (signal) => explained(id, signal, look),
  });
  const explained = async (
    id: PreflightCheckId,
    signal: AbortSignal,
    look: (api: ClusterApi) => Promise<CheckFinding>,
  ): Promise<CheckFinding> => {
    if (folder !== undefined) {
      return { status: "not-done", evidence: `Objects are written to ${folder}, to no cluster.` };
    }
    try {
      const kubeconfig = await providerKubeconfig(settings);
      if (kubeconfig === undefined) {
        return { status: "not-done", evidence: "There is no kubeconfig here." };
      }
      return await look(await openClusterApi(kubeconfig, signal));
    } catch (error) {
      // The first check tells what is wrong; the others of the cluster go beside it.
      return beside.includes(id)
        ? { status: "not-done", evidence: `The API server can't be asked: ${wordsOf(error)}` }
        : failed(id, wordsOf(error));
    }
  };
  return [
    [
      check("cluster-reach", async ({ version }) => {
        const { gitVersion } = await version.getCode();
        return { status: "ok", evidence: `The API server answers as Kubernetes ${gitVersion}.` };
      }),
      check("cluster-kinds", (api) => hasKinds(api, kinds)),
      check("cluster-rights", (api) => hasRights(api, kinds, namespace)),
    ],
    [
      check("cluster-version", async ({ version }) =>
        versionFinding(config, (await version.getCode()).gitVersion),
      ),
    ],
    ...(secrets.length === 0
      ? []
      : [
          [
            check("cluster-secrets", (api) =>
              hasSecrets(
                api,
                { namespace, isMade: config.createNamespace ?? defaults.createNamespace },
                secrets,
              ),
            ),
          ],
        ]),
    ...(adopted.length === 0
      ? []
      : [[check("cluster-adoption", (api) => canAdopt(api, namespace, adopted, settings))]]),
  ];
}

function failed(id: PreflightCheckId, evidence: string): CheckFinding {
  return { status: "failed", evidence, remedy: remedyIn(preflightDescriptions, id) };
}

async function hasKinds(
  { custom }: ClusterApi,
  kinds: readonly RequiredKind[],
): Promise<CheckFinding> {
  const others = kinds.filter(({ group }) => group !== "");
  const apiVersions = new Set(others.map(({ group, version }) => `${group}/${version}`));
  const missing = await Promise.all(
    [...apiVersions].map(async (apiVersion) => {
      const [group = "", version = ""] = apiVersion.split("/");
      const wanted = others.filter((kind) => kind.group === group && kind.version === version);
      const known = await custom.getAPIResources({ group, version }).then(
        ({ resources }) => resources.map(({ kind }) => kind),
        (error: unknown): string[] => {
          if (statusOf(error) === 404) return [];
          throw error;
        },
      );
      return wanted.filter(({ kind }) => !known.includes(kind));
    }),
  );
  const lacking = missing.flat();
  if (lacking.length === 0) return { status: "ok", evidence: "It has every kind that is made." };
  const words = lacking.map(({ group, version, kind, from }) => {
    const origin = from === undefined ? "" : `, which ${from} brings`;
    return `${kind} (${group}/${version})${origin}`;
  });
  return failed("cluster-kinds", `The cluster lacks ${words.join("; ")}.`);
}

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
    return { status: "ok", evidence: `All objects may be made in the namespace ${namespace}.` };
  }
  const words = [...new Set(lacking.map(({ resource }) => resource))].map((resource) => {
    const verbs = lacking.filter((each) => each.resource === resource).map(({ verb }) => verb);
    return `${verbs.join(", ")} ${resource}`;
  });
  return failed(
    "cluster-rights",
    `In the namespace ${namespace} these rights are missing: ${words.join("; ")}.`,
  );
}

/** An API server's refusal without its headers, or the words of the connection's fault. */
function wordsOf(error: unknown): string {
  const status = statusOf(error);
  if (status === 401) return "The API server does not accept the kubeconfig's login (401).";
  if (status === 403) return "The API server refuses the request (403).";
  const words = error instanceof Error ? error.message : String(error);
  return words.split("\n")[0] ?? words;
}
