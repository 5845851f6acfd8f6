import type { PolicyResource } from "./resource";
import type { Level, Rule } from "./rule";
import {
  disruptionBudgets,
  networkPolicies,
  noApiToken,
  restrictedNamespaces,
} from "./rules/cluster";
import { containerResources, pinnedImages, serverProbes } from "./rules/containers";
import { protectedDatabases, verifiedDatabaseTls } from "./rules/databases";
import { ingressTls, routeListeners } from "./rules/entry";
import { restrictedPods } from "./rules/restricted-pods";
import { noSecretInClear } from "./rules/secrets";

/** Every rule of the policy pack. */
export const rules: readonly Rule[] = [
  restrictedPods,
  restrictedNamespaces,
  noApiToken,
  containerResources,
  serverProbes,
  pinnedImages,
  noSecretInClear,
  verifiedDatabaseTls,
  ingressTls,
  routeListeners,
  networkPolicies,
  disruptionBudgets,
  protectedDatabases,
];

/** A violation with the rule that it is of. */
export interface PolicyFinding {
  readonly rule: string;
  readonly level: Level;
  readonly urn: string;
  readonly message: string;
}

/** What all rules have against the resources, in the order of the rules. */
export function evaluate(resources: readonly PolicyResource[]): PolicyFinding[] {
  return rules.flatMap((rule) => {
    const { name, level } = rule;
    const violations =
      "checkStack" in rule
        ? rule.checkStack(resources)
        : resources.flatMap((resource) =>
            rule.check(resource).map((message) => ({ urn: resource.urn, message })),
          );
    return violations.map(({ urn, message }) => ({ rule: name, level, urn, message }));
  });
}
