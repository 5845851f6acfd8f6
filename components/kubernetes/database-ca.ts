import type { ComponentResource, Input } from "@pulumi/pulumi";
import { databaseCaFile, databaseCaFolder } from "../environment/database";
import { createConfigMap } from "./content-objects";
import type { Identity } from "./labels";
import { mounted, noVolume, type MountedVolume } from "./mounted-volume";

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
  return mounted("database-ca", databaseCaFolder, { configMap: { name: map.metadata.name } });
}
