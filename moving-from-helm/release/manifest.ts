import { parseAllDocuments } from "yaml";
import { isMapping } from "../../config/path";
import { HelmRecordError } from "../errors";

/** An object that a release has made, as its manifest names it. */
export interface ReleaseObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Without it, the release's namespace, or none if the kind has none. */
  readonly namespace?: string;
  readonly name: string;
  /** Whether it is a hook's, which Helm gives no mark of the release. */
  readonly isHook: boolean;
  /** Whether its resource policy lets it outlive the release. */
  readonly isKept: boolean;
}

/** The annotation that lets an object outlive its release. */
export const RESOURCE_POLICY = "helm.sh/resource-policy";

/**
 * The objects of a manifest, a stream of YAML documents.
 *
 * @throws {HelmRecordError} when it is not YAML
 */
export function manifestObjects(manifest: string, isHook: boolean): ReleaseObject[] {
  // Helm takes a key that stands twice, the last one counts.
  const documents = parseAllDocuments(manifest, { uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    // The parser's own words quote the manifest, which may hold secrets.
    if (document.errors.length > 0) throw new HelmRecordError("its manifest isn't YAML");
    return objectsIn(document.toJS({ maxAliasCount: 100 }), isHook);
  });
}

function objectsIn(document: unknown, isHook: boolean): ReleaseObject[] {
  if (!isMapping(document)) return [];
  const { apiVersion, kind, metadata, items } = document;
  if (Array.isArray(items)) return items.flatMap((item) => objectsIn(item, isHook));
  if (typeof apiVersion !== "string" || typeof kind !== "string" || !isMapping(metadata)) return [];
  const { name, namespace, annotations } = metadata;
  if (typeof name !== "string") return [];
  const policy = isMapping(annotations) ? annotations[RESOURCE_POLICY] : undefined;
  return [
    {
      apiVersion,
      kind,
      namespace: typeof namespace === "string" && namespace !== "" ? namespace : undefined,
      name,
      isHook,
      isKept: isKeepPolicy(policy),
    },
  ];
}

/** Whether a resource policy lets an object outlive its release. */
export function isKeepPolicy(policy: unknown): boolean {
  return typeof policy === "string" && policy.trim().toLowerCase() === "keep";
}
