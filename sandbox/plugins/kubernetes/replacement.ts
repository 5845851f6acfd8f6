import type { Change, Path } from "../../../plugin/protocol/change";
import { compare } from "../protocol/diff";
import type { DiffResult } from "../../../plugin/protocol/change";
import { type Properties, isUnknown } from "../protocol/values";
import { identityOf, metadataOf } from "./manifest";
import { groupOf } from "./scope";

/** Whether ConfigMaps and Secrets are changed in place, as the provider's configuration says. */
export interface Mutability {
  readonly configMaps: boolean;
  readonly secrets: boolean;
}

/** A change of these makes another object, whatever its kind. */
const IDENTITY = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

/** What the API refuses to change of the kinds that the program registers; the official list. */
const FIXED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "/Service": ["spec.clusterIP"],
  "apps/Deployment": ["spec.selector"],
  "batch/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
};

/** What new inputs change of an object, and whether the old one must give way to a new one. */
export function diffObjects(
  olds: Properties,
  news: Properties,
  mutability: Mutability,
): DiffResult {
  const fields = [...IDENTITY, ...fixedFields(olds, mutability)].map((field) => field.split("."));
  const changes = compare(olds, news, (path) => fields.some((field) => overlap(field, path)));
  return { changes, deleteBeforeReplace: isReplaced(changes) && keepsName(olds, news) };
}

function fixedFields(object: Properties, mutability: Mutability): readonly string[] {
  const { apiVersion, kind } = identityOf(object);
  const immutable = object.immutable === true;
  const group = groupOf(apiVersion);
  if (group === "" && kind === "ConfigMap") {
    const content = ["binaryData", "data"];
    return immutable ? [...content, "immutable"] : mutability.configMaps ? [] : content;
  }
  if (group === "" && kind === "Secret") {
    const content = ["data", "stringData"];
    return immutable
      ? ["type", ...content, "immutable"]
      : ["type", ...(mutability.secrets ? [] : content)];
  }
  return FIXED_FIELDS[`${group}/${kind}`] ?? [];
}

/** Whether a changed path lies in a field, or holds it. */
function overlap(field: Path, path: Path): boolean {
  return Array.from({ length: Math.min(field.length, path.length) }).every(
    (_, index) => field[index] === path[index],
  );
}

function isReplaced(changes: readonly Change[]): boolean {
  return changes.some(({ replace }) => replace);
}

/** Two objects of one name can't exist side by side. */
export function keepsName(olds: Properties, news: Properties): boolean {
  const [old, next] = [metadataOf(olds), metadataOf(news)];
  return !isUnknown(next.name) && old.name === next.name && old.namespace === next.namespace;
}
