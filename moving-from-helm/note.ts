/**
 * What became of a key that wasn't carried over unchanged:
 * - `lost`: it had an effect on the release, and has none here
 * - `unknown`: no chart knows it, so it is a typo or a key of another version
 * - `changed`: carried over, with a difference
 * - `unused`: the chart itself ignores it
 * - `obsolete`: its purpose is met in another way
 */
export type Outcome = "lost" | "unknown" | "changed" | "unused" | "obsolete";

/** A key of the values that wasn't carried over unchanged. */
export interface ImportNote {
  /** The key as the values have it, e.g. `membership.config.wizard.setup`. */
  readonly key: string;
  readonly outcome: Outcome;
  /** Why, and what to do; never a value that may be secret. */
  readonly reason: string;
}
