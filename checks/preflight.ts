import type { StackConfig } from "../config/schema";
import { runChains, type Chain } from "./chain";
import type { CheckResult } from "./check";
import { identityChains } from "./identity/catalogue";
import { identityTarget } from "./identity/target";
import type { RunOptions } from "./run-checks";

/** What is looked at before a stack is deployed. */
export interface PreflightTarget {
  /** The stack's config, with its secrets. */
  readonly config: StackConfig;
}

/** One part of what a stack needs. */
export interface PreflightGroup {
  readonly chains: readonly Chain[];
  /** Lets go of what the checks share; after the last of them. */
  readonly close?: () => Promise<void>;
}

/** The parts of what a stack needs, each read from its config. */
const groups: readonly ((target: PreflightTarget) => PreflightGroup)[] = [
  ({ config }) => ({ chains: identityChains(identityTarget(config)) }),
];

/** Makes every check that can be made before a stack is deployed, and changes nothing. */
export async function runPreflight(
  target: PreflightTarget,
  options: RunOptions = {},
): Promise<CheckResult[]> {
  const made = groups.map((group) => group(target));
  try {
    return await runChains(
      made.flatMap(({ chains }) => chains),
      options,
    );
  } finally {
    await Promise.all(made.flatMap(({ close }) => close?.() ?? []));
  }
}
