import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import type {
  Certificate,
  ClusterSnapshot,
  Deployment,
  Ingress,
  IngressClass,
  Job,
  Pod,
  SecretKeys,
} from "./snapshot";
import { secretReferences } from "./secret-references";

const OF_CONTROL_PLANES = "app.kubernetes.io/part-of=formance-control-plane";

/** Which control plane is read. */
export interface ReadOptions {
  readonly namespace: string;
  /** The control plane's name; needed where one namespace has several. */
  readonly instance?: string;
}

/**
 * Reads the objects of a control plane. Values of Secrets are dropped at once. What the rights don't
 * reach besides the workloads - classes, cert-manager - is left out.
 *
 * @throws Error when the API server can't be reached, or refuses the workloads
 */
export async function readCluster(
  config: KubeConfig,
  { namespace, instance }: ReadOptions,
): Promise<ClusterSnapshot> {
  const { AppsV1Api, BatchV1Api, CoreV1Api, CustomObjectsApi, NetworkingV1Api } =
    await import("@kubernetes/client-node");
  const apps = config.makeApiClient(AppsV1Api);
  const batch = config.makeApiClient(BatchV1Api);
  const core = config.makeApiClient(CoreV1Api);
  const networking = config.makeApiClient(NetworkingV1Api);
  const custom = config.makeApiClient(CustomObjectsApi);
  const own = instance === undefined ? "" : `,app.kubernetes.io/instance=${instance}`;
  const query = { namespace, labelSelector: OF_CONTROL_PLANES + own };

  const [deployments, pods, jobs, ingresses, ingressClasses, certificates] = await Promise.all([
    apps.listNamespacedDeployment(query).then(({ items }) => items as readonly Deployment[]),
    core.listNamespacedPod(query).then(({ items }) => items as readonly Pod[]),
    batch.listNamespacedJob(query).then(({ items }) => items as readonly Job[]),
    networking.listNamespacedIngress(query).then(({ items }) => items as readonly Ingress[]),
    ifAllowed(networking.listIngressClass().then(({ items }) => items as readonly IngressClass[])),
    ifAllowed(
      custom
        .listNamespacedCustomObject({
          group: "cert-manager.io",
          version: "v1",
          namespace,
          plural: "certificates",
        })
        .then((list: { items?: Certificate[] }) => list.items ?? []),
    ),
  ]);

  const wanted = new Set(
    deployments
      .flatMap(({ spec }) => secretReferences(spec?.template.spec))
      .map(({ name }) => name),
  );
  const secrets = await Promise.all(
    [...wanted].map(async (name): Promise<SecretKeys[]> => {
      const found = await ifThere(core.readNamespacedSecret({ name, namespace }));
      return found === undefined ? [] : [{ name, keys: Object.keys(found.data ?? {}) }];
    }),
  );
  const tlsSecrets = ingresses.flatMap(({ spec }) =>
    (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
  );
  return {
    deployments,
    pods,
    jobs,
    ingresses,
    ...(ingressClasses && { ingressClasses }),
    // cert-manager names a Certificate that an Ingress asks for like its Secret.
    certificates: (certificates ?? []).filter(({ metadata }) => tlsSecrets.includes(metadata.name)),
    secrets: secrets.flat(),
  };
}

/** Nothing where the rights or the kind are missing. */
async function ifAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  return orNothing(work, [403, 404]);
}

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  return orNothing(work, [404]);
}

async function orNothing<T>(work: Promise<T>, codes: readonly number[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && codes.includes(Number(error.code))) {
      return undefined;
    }
    throw error;
  }
}
