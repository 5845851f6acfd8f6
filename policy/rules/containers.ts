import { at, containersOf, kindOf, listAt, may, nameOf, podOf, serverKinds } from "../resource";
import type { ResourceRule } from "../rule";

/** What the scheduler needs, and what keeps one pod from taking a node's memory. */
export const containerResources: ResourceRule = {
  name: "container-resources",
  description: "Containers request CPU and memory, and limit memory.",
  level: "mandatory",
  check(resource) {
    const pod = podOf(resource);
    if (pod === undefined) return [];
    const needed = ["requests.cpu", "requests.memory", "limits.memory"];
    return containersOf(pod).flatMap((container) =>
      needed
        .filter((key) => at(container, "resources", ...key.split(".")) === undefined)
        .map((key) => `container ${nameOf(container)} has no resources.${key}: set it.`),
    );
  },
};

/** A readiness probe takes a pod out of service, a liveness probe restarts it: two decisions. */
export const serverProbes: ResourceRule = {
  name: "server-probes",
  description: "Servers have three probes, and readiness and liveness differ.",
  level: "mandatory",
  check(resource) {
    if (!serverKinds.includes(kindOf(resource))) return [];
    return listAt(podOf(resource)?.spec, "containers").flatMap((container) => {
      const probe = (kind: string) => at(container, `${kind}Probe`);
      const missing = ["startup", "readiness", "liveness"].filter(
        (kind) => probe(kind) === undefined,
      );
      if (missing.length > 0) {
        return [`container ${nameOf(container)} has no ${missing.join(", ")} probe: add it.`];
      }
      const [ready, alive] = [probe("readiness"), probe("liveness")].map((found) =>
        JSON.stringify(found),
      );
      return ready === alive
        ? [
            `container ${nameOf(container)} restarts as soon as it isn't ready: give the liveness probe more time.`,
          ]
        : [];
    });
  },
};

/** What runs must be what was tested, tomorrow as well. */
export const pinnedImages: ResourceRule = {
  name: "pinned-images",
  description: "Images have a digest, or a tag other than latest.",
  level: "mandatory",
  check(resource) {
    const pod = podOf(resource);
    if (pod === undefined) return [];
    return containersOf(pod)
      .filter((container) => !may(at(container, "image"), isPinned))
      .map(
        (container) =>
          `container ${nameOf(container)} runs whatever the image ${String(at(container, "image"))} currently is: set a tag or a digest.`,
      );
  },
};

function isPinned(image: unknown): boolean {
  if (typeof image !== "string") return false;
  if (image.includes("@")) return /@sha256:[0-9a-f]{64}$/.test(image);
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag !== undefined && tag !== "latest";
}
