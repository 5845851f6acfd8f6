import type { CoreV1Api, KubeConfig, V1Pod, V1Service } from "@kubernetes/client-node" with {
  "resolution-mode": "import",
};
import { didYouMean } from "../../messages/did-you-mean";
import { SeedError } from "../errors";

/** A Service or pod that a connection is forwarded to. */
export interface ForwardTarget {
  /** Context of the kubeconfig. Default: the current one. */
  readonly context?: string | undefined;
  readonly namespace: string;
  /** Name of the Service: a ready pod behind it is taken. */
  readonly service?: string | undefined;
  /** Name of the pod, instead of a Service. */
  readonly pod?: string | undefined;
  /** Port of the Service or pod. Default: the database's. */
  readonly port?: number | undefined;
}

/** The pod and its port that the API server forwards to. */
export interface ForwardedPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** The kubeconfig that kubectl would use, at the target's context. */
export async function kubeConfigOf(target: ForwardTarget): Promise<KubeConfig> {
  // The library is large; only a port-forward needs it.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromDefault();
  const names = config.getContexts().map(({ name }) => name);
  const { context } = target;
  if (context !== undefined) {
    if (!names.includes(context)) {
      throw new SeedError(
        `portForward.context: the kubeconfig has no context ${JSON.stringify(context)}.${didYouMean(context, names)} It has ${names.length === 0 ? "none" : names.join(", ")}.`,
      );
    }
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster() === null) {
    throw new SeedError(
      "portForward: the kubeconfig has no current context: give portForward.context, or set KUBECONFIG.",
    );
  }
  return config;
}

/** Finds the pod and the port behind a target. */
export async function findForwardedPort(
  api: CoreV1Api,
  target: ForwardTarget,
  databasePort: number,
): Promise<ForwardedPort> {
  const { namespace, pod, service } = target;
  const port = target.port ?? databasePort;
  if (pod !== undefined) {
    const found = await api.readNamespacedPod({ name: pod, namespace });
    if (!isReady(found)) throw notReady(`Pod ${namespace}/${pod} is not ready`);
    return { namespace, pod, port };
  }
  const name = service ?? "";
  const found = await api.readNamespacedService({ name, namespace });
  const place = `Service ${namespace}/${name}`;
  const selector = Object.entries(found.spec?.selector ?? {});
  if (selector.length === 0) {
    throw new SeedError(
      `${place} selects no pods, so there is no pod to forward to: name the pod as portForward.pod, or connect to the database directly.`,
    );
  }
  const labelSelector = selector.map(([key, value]) => `${key}=${value}`).join(",");
  const { items } = await api.listNamespacedPod({ namespace, labelSelector });
  if (items.length === 0) throw notReady(`There is no pod behind ${place} (${labelSelector})`);
  const ready = items.find(isReady);
  if (ready === undefined) {
    const names = items.map(({ metadata }) => metadata?.name ?? "").join(", ");
    throw notReady(`No pod behind ${place} is ready (${names})`);
  }
  return { namespace, pod: ready.metadata?.name ?? "", port: podPort(place, found, ready, port) };
}

/** A pod may be about to start, so another attempt can succeed. */
function notReady(fact: string): SeedError {
  return new SeedError(
    `${fact}: start the database, or correct portForward; see kubectl get pods.`,
    { retriable: true },
  );
}

function isReady({ metadata, status }: V1Pod): boolean {
  const conditions = status?.conditions ?? [];
  return (
    metadata?.deletionTimestamp === undefined &&
    conditions.some(({ type, status: value }) => type === "Ready" && value === "True")
  );
}

/** The pod's port behind a Service's. */
function podPort(place: string, service: V1Service, pod: V1Pod, port: number): number {
  const ports = service.spec?.ports ?? [];
  const entry = ports.find((candidate) => candidate.port === port);
  if (entry === undefined) {
    const known = ports.map((candidate) => candidate.port).join(", ");
    throw new SeedError(`${place} has no port ${port}, only ${known}: correct portForward.port.`);
  }
  const target: number | string = entry.targetPort ?? port;
  if (typeof target === "number") return target;
  const named = (pod.spec?.containers ?? [])
    .flatMap((container) => container.ports ?? [])
    .find(({ name }) => name === target);
  if (named === undefined) {
    throw new SeedError(
      `${place} leads to the port ${JSON.stringify(target)}, which pod ${pod.metadata?.name ?? ""} doesn't name: correct the Service, or name pod and port.`,
    );
  }
  return named.containerPort;
}
