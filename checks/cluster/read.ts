import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { ifAllowed, ifThere, openClusterApi, type ClusterApi } from "./api";
import { readEvents, readLogTails } from "./read-words";
import { namesOf, referencesOf } from "./references";
import type {
  Certificate,
  ClusterSnapshot,
  Deployment,
  Gateway,
  HttpRoute,
  Ingress,
  IngressClass,
  Job,
  KeysOf,
  Pod,
} from "./snapshot";

const OF_CONTROL_PLANES = "app.kubernetes.io/part-of=formance-control-plane";

/** Which control plane is read. */
export interface ReadOptions {
  readonly namespace: string;
  /** The control plane's name; needed where one namespace has several. */
  readonly instance?: string;
  /** Read the logs of every pod, and more of each, rather than of what is not well. @default false */
  readonly allLogs?: boolean;
  /** Breaks the reading off. */
  readonly signal: AbortSignal;
}

/**
 * Reads the objects of a control plane. Values of Secrets are dropped at once. What the rights don't
 * reach besides the workloads - classes, routes, cert-manager, Secrets, logs - is left out.
 *
 * @throws Error when the API server can't be reached, or refuses the workloads
 */
export async function readCluster(
  config: KubeConfig,
  { namespace, instance, allLogs = false, signal }: ReadOptions,
): Promise<ClusterSnapshot> {
  const api = await openClusterApi(config, signal);
  const own = instance === undefined ? "" : `,app.kubernetes.io/instance=${instance}`;
  const query = { namespace, labelSelector: OF_CONTROL_PLANES + own };

  const [deployments, pods, jobs, ingresses, ingressClasses, routes, certificates, events] =
    await Promise.all([
      api.apps.listNamespacedDeployment(query).then(({ items }) => items as readonly Deployment[]),
      api.core.listNamespacedPod(query).then(({ items }) => items as readonly Pod[]),
      api.batch.listNamespacedJob(query).then(({ items }) => items as readonly Job[]),
      api.networking.listNamespacedIngress(query).then(({ items }) => items as readonly Ingress[]),
      ifAllowed(
        api.networking.listIngressClass().then(({ items }) => items as readonly IngressClass[]),
      ),
      ifAllowed(listCustom<HttpRoute>(api, { ...ROUTES, ...query })),
      ifAllowed(listCustom<Certificate>(api, { ...CERTIFICATES, namespace })),
      readEvents(api, namespace),
    ]);

  const references = deployments.flatMap(({ spec }) => referencesOf(spec?.template.spec));
  const tlsSecrets = ingresses.flatMap(({ spec }) =>
    (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
  );
  const [secrets, configMaps, gateways, logs] = await Promise.all([
    keysOf([...namesOf(references, "Secret"), ...tlsSecrets], (name) =>
      api.core.readNamespacedSecret({ name, namespace }),
    ),
    keysOf(namesOf(references, "ConfigMap"), (name) =>
      api.core.readNamespacedConfigMap({ name, namespace }),
    ),
    readGateways(api, routes ?? [], namespace),
    readLogTails(api, namespace, pods, allLogs),
  ]);
  return {
    deployments,
    pods,
    jobs,
    ingresses,
    ...(ingressClasses && { ingressClasses }),
    routes: routes ?? [],
    gateways,
    certificates: (certificates ?? []).filter((certificate) => isOwn(certificate, tlsSecrets)),
    ...(secrets && { secrets }),
    ...(configMaps && { configMaps }),
    events,
    logs,
  };
}

const ROUTES = { group: "gateway.networking.k8s.io", version: "v1", plural: "httproutes" } as const;
const GATEWAYS = { ...ROUTES, plural: "gateways" } as const;
const CERTIFICATES = { group: "cert-manager.io", version: "v1", plural: "certificates" } as const;

async function listCustom<T>(
  { custom }: ClusterApi,
  query: Parameters<ClusterApi["custom"]["listNamespacedCustomObject"]>[0],
): Promise<readonly T[]> {
  const list = (await custom.listNamespacedCustomObject(query)) as { items?: T[] };
  return list.items ?? [];
}

/** cert-manager makes a Certificate for an Ingress's Secret; a Gateway's has the labels of ours. */
function isOwn({ metadata, spec }: Certificate, tlsSecrets: readonly string[]): boolean {
  return (
    tlsSecrets.includes(spec?.secretName ?? metadata.name) ||
    metadata.labels?.["app.kubernetes.io/part-of"] === "formance-control-plane"
  );
}

/** The keys of the objects that are there; nothing where the rights don't reach them. */
async function keysOf(
  names: readonly string[],
  read: (name: string) => Promise<{ readonly data?: object; readonly binaryData?: object }>,
): Promise<KeysOf[] | undefined> {
  const found = await ifAllowed(
    Promise.all(
      [...new Set(names)].map(async (name): Promise<KeysOf[]> => {
        const object = await ifThere(read(name));
        if (object === undefined) return [];
        return [{ name, keys: Object.keys({ ...object.data, ...object.binaryData }) }];
      }),
    ),
  );
  return found?.flat();
}

async function readGateways(
  { custom }: ClusterApi,
  routes: readonly HttpRoute[],
  own: string,
): Promise<Gateway[]> {
  const named = new Map(
    routes
      .flatMap(({ spec }) => spec?.parentRefs ?? [])
      .map(({ name, namespace = own }) => [`${namespace}/${name}`, { name, namespace }]),
  );
  const found = await Promise.all(
    [...named.values()].map((place) =>
      ifAllowed(custom.getNamespacedCustomObject({ ...GATEWAYS, ...place })),
    ),
  );
  return found.filter((gateway) => gateway !== undefined) as Gateway[];
}
