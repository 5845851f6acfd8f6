import type {
  ApisApi,
  AppsV1Api,
  AuthorizationV1Api,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  DiscoveryV1Api,
  KubeConfig,
  NetworkingV1Api,
  VersionApi,
} from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { openObjectsApi, type ObjectsApi } from "./objects";

/** The parts of the Kubernetes API that are asked, each call limited by one signal. */
export interface ClusterApi {
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly core: CoreV1Api;
  readonly networking: NetworkingV1Api;
  readonly custom: CustomObjectsApi;
  readonly discovery: DiscoveryV1Api;
  /** The groups of kinds that the server has. */
  readonly apis: ApisApi;
  /** Objects of any kind. */
  readonly objects: ObjectsApi;
  readonly authorization: AuthorizationV1Api;
  readonly version: VersionApi;
}

/** Opens the API of the kubeconfig's current context; a signal breaks its calls off. */
export async function openClusterApi(config: KubeConfig, signal: AbortSignal): Promise<ClusterApi> {
  // The library is large; only a look into a cluster needs it.
  const kubernetes = await import("@kubernetes/client-node");
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error("The kubeconfig has no current context.");
  const configuration = kubernetes.createConfiguration({
    baseServer: new kubernetes.ServerConfiguration(cluster.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: (context) => {
          context.setSignal(signal);
          return Promise.resolve(context);
        },
        post: (context) => Promise.resolve(context),
      },
    ],
  });
  return {
    apps: new kubernetes.AppsV1Api(configuration),
    batch: new kubernetes.BatchV1Api(configuration),
    core: new kubernetes.CoreV1Api(configuration),
    networking: new kubernetes.NetworkingV1Api(configuration),
    custom: new kubernetes.CustomObjectsApi(configuration),
    discovery: new kubernetes.DiscoveryV1Api(configuration),
    apis: new kubernetes.ApisApi(configuration),
    objects: await openObjectsApi(configuration),
    authorization: new kubernetes.AuthorizationV1Api(configuration),
    version: new kubernetes.VersionApi(configuration),
  };
}

/** Nothing where the rights or the kind are missing. */
export function ifAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  return orNothing(work, [401, 403, 404, 405]);
}

/** Nothing where the object is missing. */
export function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  return orNothing(work, [404]);
}

async function orNothing<T>(work: Promise<T>, codes: readonly number[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codes.includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** The status that the API server answered with, when an error is its answer. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  // A request that was broken off has a small number of its own.
  return typeof error.code === "number" && error.code >= 100 ? error.code : undefined;
}
