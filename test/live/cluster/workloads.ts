import type { Objects, Plain } from "./objects";

interface ReplicaStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
}

/** What a Deployment or StatefulSet still waits for; undefined when all its pods are ready. */
export async function isReady(
  objects: Objects,
  kind: "Deployment" | "StatefulSet",
  name: string,
  namespace: string,
): Promise<string | undefined> {
  return unready(await objects.get("apps/v1", kind, name, namespace));
}

/** The same of an object that was read. */
export function unready({ metadata, spec, status }: Plain): string | undefined {
  const { replicas: wanted = 1 } = spec as { readonly replicas?: number };
  const is = (status ?? {}) as ReplicaStatus;
  const { replicas = 0, readyReplicas = 0, updatedReplicas = 0, observedGeneration = 0 } = is;
  const seen = observedGeneration >= (metadata?.generation ?? 0);
  return seen && [replicas, readyReplicas, updatedReplicas].every((count) => count === wanted)
    ? undefined
    : `${metadata?.name ?? ""}: ${readyReplicas} of ${wanted} ready, ${updatedReplicas} updated, ${replicas} there`;
}
