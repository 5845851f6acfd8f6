import type { LiveObject } from "../../checks/cluster/objects";

/** The label that tells who manages an object. */
export const MANAGED_BY = "app.kubernetes.io/managed-by";

/** The annotations by which Helm knows its objects. */
export const RELEASE_NAME = "meta.helm.sh/release-name";
export const RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";

/** The labels and annotations on an object that Helm or a chart has put there. */
export function helmMarks({ metadata }: LiveObject): { labels: string[]; annotations: string[] } {
  const { labels = {}, annotations = {} } = metadata ?? {};
  const isHelms = (label: string) =>
    label === "helm.sh/chart" || (label === MANAGED_BY && labels[label] === "Helm");
  return {
    labels: Object.keys(labels).filter(isHelms),
    annotations: [RELEASE_NAME, RELEASE_NAMESPACE].filter((name) => name in annotations),
  };
}
