import { isRecord, SECRET, type PolicyResource } from "./resource";

/** Key and value that mark a special value in an exported state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/**
 * The resources of a state as `pulumi stack export` writes it, with or without `--show-secrets`:
 * secret values never reach the rules. Resources that a change is about to delete are left out.
 *
 * @throws {TypeError} when the document is no exported state
 */
export function resourcesOfState(document: unknown): PolicyResource[] {
  const deployment = isRecord(document) ? (document.deployment ?? document) : undefined;
  const resources = isRecord(deployment) ? deployment.resources : undefined;
  if (isRecord(deployment) && resources === undefined && "manifest" in deployment) return [];
  if (!Array.isArray(resources)) {
    throw new TypeError("it has no list of resources, as pulumi stack export writes");
  }
  return resources
    .filter(isRecord)
    .filter((resource) => resource.delete !== true)
    .map((resource) => ({
      urn: String(resource.urn),
      type: String(resource.type),
      inputs: withoutSecrets(resource.inputs),
      protect: resource.protect === true,
      retainOnDelete: resource.retainOnDelete === true,
    }));
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === SECRET_SIGNATURE) return SECRET;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withoutSecrets(child)]),
  );
}
