import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { ifAllowed, ifThere, openClusterApi, type ClusterApi } from "./api";
import { readCertificates, readRoutes } from "./read-custom";
import { readEvents, readLogTails } from "./read-words";
import { namesOf, referencesOf } from "./references";
import type {
  ClusterSnapshot,
  Deployment,
  Endpoints,
  Ingress,
  IngressClass,
  Job,
  KeysOf,
  Node,
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

  const [deployments, pods, jobs, ingresses, ingressClasses, events, dns, endpoints] =
    await Promise.all([
      api.apps.listNamespacedDeployment(query).then(({ items }) => items as readonly Deployment[]),
      api.core.listNamespacedPod(query).then(({ items }) => items as readonly Pod[]),
      api.batch.listNamespacedJob(query).then(({ items }) => items as readonly Job[]),
      api.networking.listNamespacedIngress(query).then(({ items }) => items as readonly Ingress[]),
      ifAllowed(
        api.networking.listIngressClass().then(({ items }) => items as readonly IngressClass[]),
      ),
      readEvents(api, namespace),
      readEndpoints(api, CLUSTER_DNS),
      readEndpoints(api, query),
    ]);
  const ingressSecrets = ingresses.flatMap(({ spec }) =>
    (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
  );
  const [routes, certificates] = await Promise.all([
    readRoutes(api, query),
    readCertificates(api, namespace, ingressSecrets),
  ]);

  const references = deployments.flatMap(({ spec }) => referencesOf(spec?.template.spec));
  const tlsSecrets = [
    ...ingressSecrets,
    ...certificates.certificates.flatMap(({ spec }) => spec?.secretName ?? []),
  ];
  const [nodes, secrets, configMaps, logs] = await Promise.all([
    readNodes(api, pods),
    keysOf([...namesOf(references, "Secret"), ...tlsSecrets], (name) =>
      api.core.readNamespacedSecret({ name, namespace }),
    ),
    keysOf(namesOf(references, "ConfigMap"), (name) =>
      api.core.readNamespacedConfigMap({ name, namespace }),
    ),
    readLogTails(api, namespace, pods, allLogs),
  ]);
  return {
    namespace,
    time: new Date(),
    ...(nodes && { nodes }),
    ...(dns && dns.services.length > 0 && { dns }),
    deployments,
    pods,
    jobs,
    ...(endpoints && { endpoints }),
    ingresses,
    ...(ingressClasses && { ingressClasses }),
    ...routes,
    ...certificates,
    ...(secrets && { secrets }),
    ...(configMaps && { configMaps }),
    events,
    logs,
  };
}

/** The nodes that the pods are on; nothing where the rights don't reach them. */
async function readNodes({ core }: ClusterApi, pods: readonly Pod[]): Promise<Node[] | undefined> {
  const names = new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []));
  const nodes = await ifAllowed(
    Promise.all([...names].map((name) => ifThere(core.readNode({ name })))),
  );
  return nodes?.filter((node) => node !== undefined) as Node[] | undefined;
}

/** The label that the DNS of nearly every cluster has, whoever made it. */
const CLUSTER_DNS = { namespace: "kube-system", labelSelector: "k8s-app=kube-dns" } as const;

/** Services and what is behind them; nothing where the rights don't reach them. */
async function readEndpoints(
  { core, discovery }: ClusterApi,
  query: { readonly namespace: string; readonly labelSelector: string },
): Promise<Endpoints | undefined> {
  const [services, slices] = await Promise.all([
    ifAllowed(core.listNamespacedService(query)),
    // Slices have the labels of their Services in no given way, so all of the namespace are read.
    ifAllowed(discovery.listNamespacedEndpointSlice({ namespace: query.namespace })),
  ]);
  return services && slices && ({ services: services.items, slices: slices.items } as Endpoints);
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
