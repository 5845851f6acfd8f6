import { at, containersOf, isRecord, listAt, may, nameOf, podOf } from "../resource";
import type { ResourceRule } from "../rule";

const volumeKinds = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];
const seccomp = ["RuntimeDefault", "Localhost"];

/**
 * The level `restricted` of Pod Security, which the namespace enforces at admission; here it is
 * told before anything is applied.
 */
export const restrictedPods: ResourceRule = {
  name: "restricted-pods",
  description: "Pods pass the Pod Security level restricted.",
  level: "mandatory",
  check(resource) {
    const pod = podOf(resource);
    if (pod === undefined) return [];
    return [
      ...hostProblems(pod.spec),
      ...containersOf(pod).flatMap((container) => containerProblems(pod.spec, container)),
    ];
  },
};

function hostProblems(spec: unknown): string[] {
  const shared = ["hostNetwork", "hostPID", "hostIPC"].filter((key) => at(spec, key) === true);
  const volumes = listAt(spec, "volumes").filter(
    (volume) =>
      isRecord(volume) &&
      !Object.keys(volume).every((key) => key === "name" || volumeKinds.includes(key)),
  );
  return [
    ...shared.map((key) => `shares the node's own: leave ${key} out.`),
    ...volumes.map(
      (volume) => `volume ${nameOf(volume)} is of a kind that gives access to the node.`,
    ),
  ];
}

function containerProblems(spec: unknown, container: unknown): string[] {
  const own = (...path: string[]) => at(container, "securityContext", ...path);
  const either = (...path: string[]) => own(...path) ?? at(spec, "securityContext", ...path);
  const added = listAt(container, "securityContext", "capabilities", "add");
  const checks: readonly (readonly [boolean, string])[] = [
    [own("privileged") !== true, "is privileged: leave privileged out"],
    [
      may(own("allowPrivilegeEscalation"), (value) => value === false),
      "can gain privileges: set allowPrivilegeEscalation to false",
    ],
    [
      may(own("capabilities", "drop"), (value) => Array.isArray(value) && value.includes("ALL")),
      "keeps capabilities: drop ALL",
    ],
    [
      added.every((one) => may(one, (name) => name === "NET_BIND_SERVICE")),
      "adds capabilities: leave add out",
    ],
    [
      may(either("runAsNonRoot"), (value) => value === true),
      "can run as root: set runAsNonRoot to true",
    ],
    [either("runAsUser") !== 0, "runs as root: set another runAsUser"],
    [
      may(either("seccompProfile", "type"), (value) => seccomp.includes(String(value))),
      "has no seccomp profile: set RuntimeDefault",
    ],
    [
      listAt(container, "ports").every((port) => may(at(port, "hostPort"), (value) => !value)),
      "uses a port of the node: leave hostPort out",
    ],
  ];
  return checks
    .filter(([passes]) => !passes)
    .map(([, problem]) => `container ${nameOf(container)} ${problem}.`);
}
