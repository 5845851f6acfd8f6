import type { FoundObject } from "../release/live-objects";

/** What can become of an object of the release. */
export const outcomes = ["taken-over", "kept", "delete", "gone"] as const;

/** One of the things that can become of an object. */
export type Outcome = (typeof outcomes)[number];

/** What becomes of one object, and why. */
export interface Decision {
  readonly object: FoundObject;
  readonly outcome: Outcome;
  /** Always there with `kept`. */
  readonly reason?: string;
}
