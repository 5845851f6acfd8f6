import type { ClusterSnapshot, ContainerStatus, Pod } from "../../cluster/snapshot";

/** Reasons for which the kubelet can't get an image. */
export const PULL_FAULTS = [
  "ImagePullBackOff",
  "ErrImagePull",
  "InvalidImageName",
  "ErrImageNeverPull",
];

/** Reasons for which the kubelet can't make a container. */
export const CONFIG_FAULTS = ["CreateContainerConfigError", "CreateContainerError"];

/**
 * The pods that should run. A finished Job's has nothing left to do, and the Job tells of a failed
 * one; a pod that is ending has been replaced already.
 */
export function runningPods({ pods }: ClusterSnapshot): Pod[] {
  return pods.filter(
    ({ metadata, status }) =>
      status?.phase !== "Succeeded" &&
      !isOfJob(metadata) &&
      metadata.deletionTimestamp === undefined,
  );
}

function isOfJob({ ownerReferences = [] }: Pod["metadata"]): boolean {
  return ownerReferences.some(({ kind }) => kind === "Job");
}

/** The containers of pods that should run. */
export function runningContainers(
  snapshot: ClusterSnapshot,
): (ContainerStatus & { readonly pod: string })[] {
  return runningPods(snapshot).flatMap(({ metadata, status }) =>
    [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(
      (container) => ({ ...container, pod: metadata.name }),
    ),
  );
}
