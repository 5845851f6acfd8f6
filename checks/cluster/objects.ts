import type { Configuration, V1APIResource } from "@kubernetes/client-node" with {
  "resolution-mode": "import",
};

/** Which object is meant. */
export interface ObjectId {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for kinds outside any namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** An object as the server has it; what its kind alone has is not typed. */
export interface LiveObject {
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
    }[];
  };
  readonly spec?: unknown;
}

/** The API for objects of any kind. */
export interface ObjectsApi {
  /** What the server knows of a kind; nothing where it doesn't have it in this version. */
  resourceOf(apiVersion: string, kind: string): Promise<V1APIResource | undefined>;
  read(id: ObjectId): Promise<LiveObject>;
  /** Takes labels and annotations off; refused when the object is not the one with this uid. */
  removeMarks(
    id: ObjectId,
    uid: string,
    marks: { readonly labels: readonly string[]; readonly annotations: readonly string[] },
  ): Promise<void>;
  /**
   * Deletes an object, and what it owns in the background; refused when it is not the one with this
   * uid.
   */
  remove(id: ObjectId, uid: string): Promise<void>;
}

/** The name of the author of changes. */
const AUTHOR = "control-plane";

/** Opens the API for objects of any kind. */
export async function openObjectsApi(configuration: Configuration): Promise<ObjectsApi> {
  const { KubernetesObjectApi, PatchStrategy, V1DeleteOptions, V1ObjectMeta, V1Preconditions } =
    await import("@kubernetes/client-node");
  class Kinds extends KubernetesObjectApi {
    resourceOf(apiVersion: string, kind: string): Promise<V1APIResource | undefined> {
      return this.resource(apiVersion, kind);
    }
  }
  const api = new Kinds(configuration);
  const object = ({ apiVersion, kind, name, namespace }: ObjectId, more: object = {}) => {
    const place = namespace === undefined ? {} : { namespace };
    return {
      apiVersion,
      kind,
      metadata: Object.assign(new V1ObjectMeta(), { name, ...place, ...more }),
    };
  };
  return {
    resourceOf: (apiVersion, kind) => api.resourceOf(apiVersion, kind),
    read: (id) => api.read(object(id)),
    async removeMarks(id, uid, { labels, annotations }) {
      // In a merge patch, null takes a key away.
      const nothing = (names: readonly string[]) =>
        Object.fromEntries(names.map((name) => [name, null]));
      const marks = { labels: nothing(labels), annotations: nothing(annotations) };
      const patch = object(id, { uid, ...marks });
      const merge = PatchStrategy.MergePatch;
      await api.patch(patch, undefined, undefined, AUTHOR, undefined, merge);
    },
    async remove(id, uid) {
      // The server ignores the query's options if there is a body.
      const options = Object.assign(new V1DeleteOptions(), {
        propagationPolicy: "Background",
        preconditions: Object.assign(new V1Preconditions(), { uid }),
      });
      const none = undefined;
      await api.delete(object(id), none, none, none, none, none, options);
    },
  };
}
