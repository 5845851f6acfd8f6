import type { ObjectId } from "../../checks/cluster/objects";

/** The group of a version, empty for the core one. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

/** The same for the same object, in whatever version of its group. */
export function keyOf({ apiVersion, kind, namespace = "", name }: ObjectId): string {
  return [groupOf(apiVersion), kind, namespace, name].join("|");
}

/** What a person calls an object. */
export function titleOf({ kind, name }: Pick<ObjectId, "kind" | "name">): string {
  return `${kind}/${name}`;
}
