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
    for (const [path, found] of findings(context, service)) report(context, path, found);
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
