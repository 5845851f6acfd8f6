import type { FoundObject } from "../release/live-objects";
import type { StoredRecord } from "../release/records";

/** What can become of an object of the release. */
export const outcomes = ["taken-over", "kept", "delete", "gone"] as const;

/** One of the things that can become of an object. */
export type Outcome = (typeof outcomes)[number];

/** An object of the release, and what becomes of it. */
export interface Decision extends FoundObject {
  readonly outcome: Outcome;
  /** Why it is kept; always there with `kept`. */
  readonly reason?: string | undefined;
  /** What the cluster said when it couldn't be done. */
  readonly failure?: string | undefined;
}

/** What is decided about a release, and, once it was tried, what went wrong. */
export interface Forgetting {
  readonly stack: string;
  readonly release: string;
  /** Both the stack's and the release's. */
  readonly namespace: string;
  readonly state: "planned" | "done" | "failed";
  readonly decisions: readonly Decision[];
  readonly records: readonly (StoredRecord & Pick<Decision, "failure">)[];
}
