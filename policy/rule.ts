import type { PolicyResource } from "./resource";

/** Whether a violation stops an update, or is only told. */
export type Level = "mandatory" | "advisory";

interface Described {
  /** Name, as it is configured and reported: words with hyphens. */
  readonly name: string;
  /** What must be so. */
  readonly description: string;
  readonly level: Level;
}

/** A rule of one resource by itself. */
export interface ResourceRule extends Described {
  /** What is wrong with the resource, each with what to do about it. */
  readonly check: (resource: PolicyResource) => readonly string[];
}

/** Something that a rule has against a resource. */
export interface Violation {
  readonly urn: string;
  readonly message: string;
}

/** A rule of how resources go together. */
export interface StackRule extends Described {
  readonly checkStack: (resources: readonly PolicyResource[]) => readonly Violation[];
}

/** A rule of the policy pack. */
export type Rule = ResourceRule | StackRule;
