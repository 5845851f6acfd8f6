import { ifAllowed, ifThere, statusOf, type ClusterApi } from "../../checks/cluster/api";
import type { LiveObject, ObjectId } from "../../checks/cluster/objects";
import { HelmError } from "../errors";
import type { ReleaseObject } from "./manifest";
import { groupOf, keyOf, titleOf } from "./object-id";

/** An object of a release, and what the cluster has of it. */
export interface FoundObject extends ReleaseObject {
  /** The words that kubectl knows its kind by. */
  readonly kindNames: readonly string[];
  /** Absent: it is not there any more. */
  readonly live?: LiveObject;
}

/** Reads single objects, whatever their kind. */
export interface ObjectReader {
  /** The object; nothing where it, or its kind, is not there. */
  read(id: ObjectId): Promise<LiveObject | undefined>;
  /**
   * The objects of a release as the cluster has them, in versions that it serves, each once.
   *
   * @throws {HelmError} naming those that the login may not read
   */
  readRelease(objects: readonly ReleaseObject[], namespace: string): Promise<FoundObject[]>;
}

/** Makes a reader; what it learns of kinds it keeps. */
export function objectReader(api: ClusterApi): ObjectReader {
  let groups: ReturnType<ClusterApi["apis"]["getAPIVersions"]> | undefined;

  /** A release may be older than the versions that the cluster serves by now. */
  const versionsOf = async (apiVersion: string): Promise<string[]> => {
    const group = groupOf(apiVersion);
    if (group === "") return [apiVersion];
    const known = (await (groups ??= api.apis.getAPIVersions())).groups.find(
      ({ name }) => name === group,
    );
    const served = (known?.versions ?? []).map(({ groupVersion }) => groupVersion);
    const preferred = known?.preferredVersion?.groupVersion ?? "";
    const rank = (version: string) => (version === apiVersion ? 0 : version === preferred ? 1 : 2);
    return served.sort((one, other) => rank(one) - rank(other));
  };
  const kindOf = async (apiVersion: string, kind: string) => {
    for (const version of await versionsOf(apiVersion)) {
      const resource = await ifThere(api.objects.resourceOf(version, kind));
      if (resource !== undefined) return { version, resource };
    }
    return undefined;
  };
  const readObject = (id: ObjectId) => ifThere(api.objects.read(id));
  const read = async (id: ObjectId): Promise<LiveObject | undefined> => {
    const known = await kindOf(id.apiVersion, id.kind);
    return known === undefined ? undefined : readObject({ ...id, apiVersion: known.version });
  };
  const find = async (object: ReleaseObject, home: string): Promise<FoundObject> => {
    const known = await kindOf(object.apiVersion, object.kind);
    if (known === undefined) return { ...object, kindNames: [] };
    const { version, resource } = known;
    const { namespace = home, ...rest } = object;
    const place = resource.namespaced ? { namespace } : {};
    const id = { ...rest, ...place, apiVersion: version };
    const live = await readObject(id);
    const kindNames = [resource.name, resource.singularName, ...(resource.shortNames ?? [])];
    return { ...id, kindNames, ...(live !== undefined && { live }) };
  };
  return {
    read,
    async readRelease(objects, namespace) {
      const refused: string[] = [];
      // Two revisions may have an object in different versions.
      const found = new Map<string, FoundObject>();
      for (const object of objects) {
        try {
          const each = await find(object, namespace);
          found.set(keyOf(each), found.get(keyOf(each)) ?? each);
        } catch (error) {
          if (statusOf(error) !== 403) throw error;
          refused.push(titleOf(object));
        }
      }
      if (refused.length === 0) return [...found.values()];
      throw new HelmError(
        `The kubeconfig's login may not read these objects of the release (403): ${refused.join(", ")}.\nNothing was changed. Use a login that may get, patch and delete them, as Helm's has.`,
      );
    },
  };
}

/** How often an owner may have an owner: an Ingress's Certificate's Secret. */
const GENERATIONS = 5;

/**
 * Who owns objects that have to stay: Kubernetes deletes an object with its owner.
 *
 * @returns the title of what has to stay, by the uid of its owner
 */
export async function ownersOf(
  reader: ObjectReader,
  objects: readonly LiveObject[],
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  const climb = async (object: LiveObject, title: string, left: number): Promise<void> => {
    for (const owner of object.metadata?.ownerReferences ?? []) {
      if (owners.has(owner.uid) || left === 0) continue;
      owners.set(owner.uid, title);
      const { apiVersion, kind, name } = owner;
      const namespace = object.metadata?.namespace;
      const id = { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
      const found = await ifAllowed(reader.read(id));
      if (found !== undefined) await climb(found, title, left - 1);
    }
  };
  for (const object of objects) {
    const { kind = "", metadata } = object;
    await climb(object, titleOf({ kind, name: metadata?.name ?? "" }), GENERATIONS);
  }
  return owners;
}
