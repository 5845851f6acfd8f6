import { defaults } from "../../facts/defaults";
import { serviceNames } from "../../facts/services";
import {
  allows,
  containerViolations,
  podViolations,
  volumeViolations,
  type PodSecurityLevel,
  type Violation,
} from "../pod-security";
import { valueAt, type Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** The parts of a service that hold volumes. */
const volumeOwners: readonly Path[] = [
  [],
  ["migration"],
  ["wizard"],
  ["invitationCleanup"],
  ["tokenCleanup"],
  ["stackLifeCycle"],
];

/** A pod that breaks the Pod Security level of its namespace wouldn't start. */
export const podSecurityRule: Rule = (context) => {
  if (!context.isSound("podSecurity")) return;
  for (const service of serviceNames) {
    for (const [path, found] of findings(context, service)) {
      report(context, path, found);
      checkHardening(context, path);
    }
  }
};

function findings(context: RuleContext, service: string): [Path, Violation[]][] {
  const at = (...path: Path) => valueAt(context.config, [service, ...path]);
  const list = (...path: Path): unknown[] => {
    const value = at(...path);
    return Array.isArray(value) ? value : [];
  };
  return [
    [[service, "podSecurityContext"], podViolations(at("podSecurityContext"))],
    [[service, "securityContext"], containerViolations(at("securityContext"))],
    ...list("initContainers").map((container, index): [Path, Violation[]] => [
      [service, "initContainers", index, "securityContext"],
      containerViolations(valueAt(container, ["securityContext"])),
    ]),
    ...volumeOwners.flatMap((owner) =>
      list(...owner, "volumes").map((volume, index): [Path, Violation[]] => [
        [service, ...owner, "volumes", index],
        volumeViolations(volume),
      ]),
    ),
  ];
}

/** What a hardened context keeps beside a setting that loosens it, and with which nothing would run. */
function checkHardening(context: RuleContext, path: Path): void {
  const level = context.config.podSecurity ?? defaults.podSecurity;
  const at = valueAt(context.config, path);
  const pod = valueAt(context.config, [path[0] ?? "", "podSecurityContext"]);
  const nonRoot = valueAt(at, ["runAsNonRoot"]) ?? valueAt(pod, ["runAsNonRoot"]);
  if (level !== "restricted" && valueAt(at, ["runAsUser"]) === 0 && nonRoot !== false) {
    context.report(
      [...path, "runAsNonRoot"],
      "must be false with runAsUser 0: otherwise, the pods set it to true, and a root container couldn't start.",
    );
  }
  const added = valueAt(at, ["capabilities", "add"]);
  const gains =
    valueAt(at, ["privileged"]) === true || (Array.isArray(added) && added.includes("SYS_ADMIN"));
  if (level === "privileged" && gains && valueAt(at, ["allowPrivilegeEscalation"]) !== true) {
    context.report(
      [...path, "allowPrivilegeEscalation"],
      "must be true with privileged or SYS_ADMIN: otherwise, the containers set it to false, and Kubernetes refuses the combination.",
    );
  }
}

function report(context: RuleContext, path: Path, found: readonly Violation[]): void {
  const level: PodSecurityLevel = context.config.podSecurity ?? defaults.podSecurity;
  for (const violation of found) {
    if (allows(level, violation)) continue;
    const { reason, allowedBy } = violation;
    context.report(
      [...path, ...violation.path],
      `${reason}, which Pod Security ${level} forbids: no pod would start. Remove it, or set ${context.name("podSecurity")} to ${allowedBy}, which loosens all pods.`,
    );
  }
}
