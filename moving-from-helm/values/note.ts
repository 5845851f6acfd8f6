/**
 * What became of a key that was not simply carried over:
 * - `lost`: it had an effect on the release, and the control plane has none of it
 * - `unknown`: no chart knows it, so it is a slip or of another version
 * - `changed`: carried over, with a difference
 * - `unused`: the chart itself passes over it
 * - `obsolete`: it has no purpose any more, since what it was for is done otherwise
 */
export type Outcome = "lost" | "unknown" | "changed" | "unused" | "obsolete";

/** A key of the values that was not simply carried over. */
export interface ImportNote {
  /** The key as the values have it, e.g. `membership.config.wizard.setup`. */
  readonly key: string;
  readonly outcome: Outcome;
  /** Why, and what to do; never a value that may be secret. */
  readonly reason: string;
}
