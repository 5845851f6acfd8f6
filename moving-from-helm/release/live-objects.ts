import { ifAllowed, ifThere, statusOf, type ClusterApi } from "../../checks/cluster/api";
import type { LiveObject, ObjectId } from "../../checks/cluster/objects";
import { HelmError } from "../errors";
import type { ReleaseObject } from "./manifest";
import { groupOf, keyOf, titleOf } from "./object-id";

/** An object of a release, and what the cluster has of it. */
export interface FoundObject extends ReleaseObject {
  /** The words that kubectl knows its kind by. */
  readonly kindNames: readonly string[];
  /** Not set if it doesn't exist any more. */
  readonly live?: LiveObject | undefined;
}

/** The object in a version that the cluster serves; nothing where it, or its kind, doesn't exist. */
export async function readObject(api: ClusterApi, id: ObjectId): Promise<LiveObject | undefined> {
  const served = await servedKind(api, id);
  if (served === undefined) return undefined;
  return ifThere(api.objects.read({ ...id, apiVersion: served.apiVersion }));
}

/**
 * The objects of a release as the cluster has them, each once.
 *
 * @param namespace that of objects that name none
 * @throws {HelmError} naming those that the user may not read
 */
export async function readRelease(
  api: ClusterApi,
  objects: readonly ReleaseObject[],
  namespace: string,
): Promise<FoundObject[]> {
  const refused: string[] = [];
  // Two revisions may have an object in different versions.
  const found = new Map<string, FoundObject>();
  for (const object of objects) {
    try {
      const each = await find(api, object, namespace);
      if (!found.has(keyOf(each))) found.set(keyOf(each), each);
    } catch (error) {
      if (statusOf(error) !== 403) throw error;
      refused.push(titleOf(object));
    }
  }
  if (refused.length === 0) return [...found.values()];
  throw new HelmError(
    `The user of the kubeconfig isn't allowed to read these objects of the release (403): ${refused.join(", ")}.\nNothing was changed. Use a user that can get, patch and delete them, as Helm's can.`,
  );
}

async function find(api: ClusterApi, object: ReleaseObject, home: string): Promise<FoundObject> {
  const served = await servedKind(api, object);
  if (served === undefined) return { ...object, kindNames: [] };
  const { apiVersion, resource } = served;
  const { name, singularName, shortNames = [], namespaced } = resource;
  const namespace = namespaced ? (object.namespace ?? home) : undefined;
  const id = { ...object, apiVersion, namespace };
  const live = await ifThere(api.objects.read(id));
  return { ...id, kindNames: [name, singularName, ...shortNames], live };
}

/** The kind in its own version, or else in one that the cluster serves: a release may be older. */
async function servedKind(api: ClusterApi, { apiVersion, kind }: ObjectId) {
  const inVersion = async (version: string) => {
    const resource = await ifThere(api.objects.resourceOf(version, kind));
    return resource === undefined ? undefined : { apiVersion: version, resource };
  };
  const own = await inVersion(apiVersion);
  if (own !== undefined || groupOf(apiVersion) === "") return own;
  const { groups } = await api.apis.getAPIVersions();
  const group = groups.find(({ name }) => name === groupOf(apiVersion));
  for (const version of [group?.preferredVersion, ...(group?.versions ?? [])]) {
    const found = version === undefined ? undefined : await inVersion(version.groupVersion);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How often an owner may have an owner: an Ingress's Certificate's Secret. */
const GENERATIONS = 5;

/**
 * Who owns objects that have to stay: Kubernetes deletes an object with its owner.
 *
 * @returns the title of what has to stay, by the uid of its owner
 */
export async function ownersOf(
  api: ClusterApi,
  objects: readonly LiveObject[],
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  const climb = async ({ metadata }: LiveObject, title: string, left: number): Promise<void> => {
    for (const { apiVersion, kind, name, uid } of metadata?.ownerReferences ?? []) {
      if (owners.has(uid) || left === 0) continue;
      owners.set(uid, title);
      const id = { apiVersion, kind, name, namespace: metadata?.namespace };
      const owner = await ifAllowed(readObject(api, id));
      if (owner !== undefined) await climb(owner, title, left - 1);
    }
  };
  for (const object of objects) {
    const { kind = "", metadata } = object;
    await climb(object, titleOf({ kind, name: metadata?.name ?? "" }), GENERATIONS);
  }
  return owners;
}
