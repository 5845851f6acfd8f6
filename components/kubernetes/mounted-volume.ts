import type { types } from "@pulumi/kubernetes";

type Volume = types.input.core.v1.Volume;

/** Volumes, and where a container finds them. */
export interface MountedVolume {
  readonly volumes: Volume[];
  readonly volumeMounts: types.input.core.v1.VolumeMount[];
}

/** Nothing mounted. */
export const noVolume: MountedVolume = { volumes: [], volumeMounts: [] };

/** One volume, which the container only reads. */
export function mounted(
  name: string,
  mountPath: string,
  source: Omit<Volume, "name">,
): MountedVolume {
  return {
    volumes: [{ name, ...source }],
    volumeMounts: [{ name, mountPath, readOnly: true }],
  };
}

/** All of the volumes, in this order. */
export function together(...all: readonly MountedVolume[]): MountedVolume {
  return {
    volumes: all.flatMap(({ volumes }) => volumes),
    volumeMounts: all.flatMap(({ volumeMounts }) => volumeMounts),
  };
}
