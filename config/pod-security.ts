import { isMapping, valueAt, type Path } from "./path";

/** Levels of Pod Security that a namespace enforces. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

/** What breaks a level, and where in the part of the pod. */
export interface Violation {
  readonly path: Path;
  readonly reason: string;
  /** The strictest level that allows it. */
  readonly allowedBy: PodSecurityLevel;
}

interface Check {
  readonly path: Path;
  readonly breaks: (value: unknown) => boolean;
  readonly reason: string;
  readonly allowedBy: PodSecurityLevel;
}

const is = (wrong: unknown) => (value: unknown) => value === wrong;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];

/** Capabilities that `baseline` lets a container add. */
const harmless = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);

const everywhere: readonly Check[] = [
  {
    path: ["runAsNonRoot"],
    breaks: is(false),
    reason: "lets the container run as root",
    allowedBy: "baseline",
  },
  { path: ["runAsUser"], breaks: is(0), reason: "is root", allowedBy: "baseline" },
  {
    path: ["seccompProfile", "type"],
    breaks: is("Unconfined"),
    reason: "switches off the system call filter",
    allowedBy: "privileged",
  },
  {
    path: ["windowsOptions", "hostProcess"],
    breaks: is(true),
    reason: "makes it a process of the node",
    allowedBy: "privileged",
  },
];

const containers: readonly Check[] = [
  ...everywhere,
  {
    path: ["privileged"],
    breaks: is(true),
    reason: "gives the container access to the whole node",
    allowedBy: "privileged",
  },
  {
    path: ["allowPrivilegeEscalation"],
    breaks: is(true),
    reason: "lets a process gain more rights than its parent",
    allowedBy: "baseline",
  },
  {
    path: ["procMount"],
    breaks: is("Unmasked"),
    reason: "shows the container more of the node's kernel",
    allowedBy: "privileged",
  },
  {
    path: ["capabilities", "add"],
    breaks: (value) => texts(value).some((name) => !harmless.has(name)),
    reason: "adds capabilities that reach beyond the container",
    allowedBy: "privileged",
  },
  {
    path: ["capabilities", "add"],
    breaks: (value) =>
      texts(value).some((name) => name !== "NET_BIND_SERVICE" && harmless.has(name)),
    reason: "adds capabilities",
    allowedBy: "baseline",
  },
  {
    path: ["capabilities"],
    breaks: (value) => isMapping(value) && !texts(value.drop).includes("ALL"),
    reason: "keeps capabilities, because it doesn't drop ALL",
    allowedBy: "baseline",
  },
];

const pods: readonly Check[] = [
  ...everywhere,
  {
    path: ["sysctls"],
    breaks: (value) => Array.isArray(value) && value.length > 0,
    reason: "can change settings of the node's kernel",
    allowedBy: "privileged",
  },
];

/** Kinds of volumes that `restricted` allows. */
const ownVolumes = new Set(
  "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".split(
    " ",
  ),
);

function violations(checks: readonly Check[], value: unknown): Violation[] {
  return checks
    .filter(({ path, breaks }) => breaks(valueAt(value, path)))
    .map(({ path, reason, allowedBy }) => ({ path, reason, allowedBy }));
}

/** What in a pod's security context breaks `restricted`. */
export function podViolations(context: unknown): Violation[] {
  return violations(pods, context);
}

/** What in a container's security context breaks `restricted`. */
export function containerViolations(context: unknown): Violation[] {
  return violations(containers, context);
}

/** What in a volume breaks `restricted`. */
export function volumeViolations(volume: unknown): Violation[] {
  if (!isMapping(volume)) return [];
  return Object.keys(volume)
    .filter((kind) => kind !== "name" && !ownVolumes.has(kind))
    .map((kind) => ({
      path: [kind],
      reason:
        kind === "hostPath"
          ? "gives access to the node's files"
          : "is a kind of volume that isn't allowed",
      allowedBy: kind === "hostPath" ? "privileged" : "baseline",
    }));
}

/** Whether the level allows what breaks a stricter one. */
export function allows(level: PodSecurityLevel, { allowedBy }: Violation): boolean {
  const levels: readonly PodSecurityLevel[] = ["restricted", "baseline", "privileged"];
  return levels.indexOf(level) >= levels.indexOf(allowedBy);
}
