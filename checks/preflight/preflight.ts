import type { StackConfig } from "../../config/schema";
import { runChains, type Chain } from "../chain";
import type { CheckResult } from "../check";
import type { KubernetesSettings } from "../../seed/kubeconfig";
import type { RunOptions } from "../run-checks";
import { clusterPreflight } from "./cluster/chains";
import { databasePreflight } from "./database/chains";
import { enginePreflight } from "./engine/chains";
import type { PulumiEngine } from "./engine/engine";
import { identityPreflight } from "./identity/chains";
import { identityTarget } from "./identity/target";
import { namePreflight } from "./network/chains";

/** What is looked at before a stack is deployed. */
export interface PreflightTarget {
  /** The stack's config; a secret that was not opened leaves out what needs it. */
  readonly config: StackConfig;
  /** The stack's settings of Pulumi's Kubernetes provider, `kubernetes:*`. */
  readonly kubernetes: KubernetesSettings;
  /** The engine; absent where there is none, or it runs already. */
  readonly engine?: PulumiEngine;
}

/** The parts of what a stack needs. */
const groups: readonly ((target: PreflightTarget) => readonly Chain[])[] = [
  ({ engine }) => (engine === undefined ? [] : enginePreflight(engine)),
  ({ config, kubernetes }) => clusterPreflight(config, kubernetes),
  ({ config }) => databasePreflight(config),
  ({ config }) => namePreflight(config),
  ({ config }) => identityPreflight(identityTarget(config)),
];

/** Makes every check that can be made before a stack is deployed, and changes nothing. */
export function runPreflight(
  target: PreflightTarget,
  options: RunOptions = {},
): Promise<CheckResult[]> {
  return runChains(
    groups.flatMap((group) => group(target)),
    options,
  );
}
