import { type Properties, isUnknown } from "../protocol/values";
import { type ObjectIdentity, identityOf, metadataOf } from "./manifest";

/** The kinds outside namespaces that the program registers or refers to, by their groups. */
const CLUSTER_KINDS: Readonly<Record<string, readonly string[]>> = {
  "": ["Namespace"],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
};

/** The API group of an `apiVersion`; that of the core objects is empty. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/** The inputs with the namespace of objects that state none, where their kind lives in one. */
export function withNamespace(inputs: Properties, namespace: string): Properties {
  const metadata = metadataOf(inputs);
  if (isUnknown(inputs.metadata) || metadata.namespace !== undefined) return inputs;
  return isNamespaced(identityOf(inputs))
    ? { ...inputs, metadata: { ...metadata, namespace } }
    : inputs;
}

function isNamespaced({ apiVersion, kind }: Pick<ObjectIdentity, "apiVersion" | "kind">): boolean {
  return !(CLUSTER_KINDS[groupOf(apiVersion)] ?? []).includes(kind);
}
