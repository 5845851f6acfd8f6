import type { StackConfig } from "../config/schema";
import type { Chain } from "./chain";
import { identityChains } from "./identity/catalogue";
import { identityTarget } from "./identity/target";

/** The groups of checks of what a stack needs before it is deployed, each read from its config. */
const groups: readonly ((config: StackConfig) => readonly Chain[])[] = [
  (config) => identityChains(identityTarget(config)),
];

/** Every check that can be made before a stack is deployed. */
export function preflightChains(config: StackConfig): Chain[] {
  return groups.flatMap((group) => group(config));
}
