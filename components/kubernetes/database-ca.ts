import type { types } from "@pulumi/kubernetes";
import type { ComponentResource, Input } from "@pulumi/pulumi";
import { databaseCaFile, databaseCaFolder } from "../environment/database";
import { createConfigMap } from "./content-objects";
import type { Identity } from "./labels";

/** A volume and where the container finds it. */
export interface MountedVolume {
  readonly volumes: types.input.core.v1.Volume[];
  readonly volumeMounts: types.input.core.v1.VolumeMount[];
}

/** Nothing mounted. */
export const noVolume: MountedVolume = { volumes: [], volumeMounts: [] };

/** The authority of the database's certificate as a file in the pods, when one is given. */
export function databaseCa(
  parent: ComponentResource,
  name: string,
  identity: Identity,
  namespace: Input<string>,
  ca: Input<string> | undefined,
): MountedVolume {
  if (ca === undefined) return noVolume;
  const map = createConfigMap(parent, `${name}-database-ca`, {
    identity,
    namespace,
    data: { [databaseCaFile]: ca },
  });
  return {
    volumes: [{ name: "database-ca", configMap: { name: map.metadata.name } }],
    volumeMounts: [{ name: "database-ca", mountPath: databaseCaFolder, readOnly: true }],
  };
}
