import path from "node:path";

/** The folder of the definitions that must be applied before the objects that use them. */
export const CRD_FOLDER = "0-crd";

/** The folder of everything else. */
export const MANIFEST_FOLDER = "1-manifest";

/** Where an object is rendered to, below the render directory: the official provider's names. */
export function manifestFile(identity: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}): string {
  const { apiVersion, kind, name, namespace = "default" } = identity;
  const folder = kind === "CustomResourceDefinition" ? CRD_FOLDER : MANIFEST_FOLDER;
  const version = apiVersion.replace(/[/:]/g, "_");
  // A name can hold a colon (RBAC), and from a careless program a slash; neither may leave the folder.
  const file = `${version}-${kind.toLowerCase()}-${namespace}-${name}.yaml`;
  return path.join(folder, file.replace(/[/\\]/g, "_"));
}
