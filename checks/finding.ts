/**
 * How a check ended. `changing`: it isn't well now, and may become so by itself. `not-done`: something
 * that it needs is missing; its evidence says what.
 */
export type CheckStatus = "ok" | "warning" | "changing" | "failed" | "not-done";

/** What a check found. */
export interface CheckFinding {
  readonly status: CheckStatus;
  /** What was seen, in a sentence; never a secret. */
  readonly evidence: string;
  /** What to do about it; always given with `warning`, `changing` and `failed`. */
  readonly remedy?: string;
  /** Lines that were read, such as the end of a log; what prints them keeps secrets out. */
  readonly details?: readonly string[];
}

/** Nothing to do. */
export function ok(evidence: string): CheckFinding {
  return { status: "ok", evidence };
}

/** It works, and something should be done about it all the same. */
export function warning(evidence: string, remedy?: string): CheckFinding {
  return { status: "warning", evidence, ...(remedy !== undefined && { remedy }) };
}

/** It isn't well yet, such as in the middle of a roll-out. */
export function changing(evidence: string, remedy?: string): CheckFinding {
  return { status: "changing", evidence, ...(remedy !== undefined && { remedy }) };
}

/** It doesn't work. */
export function failed(evidence: string, remedy?: string): CheckFinding {
  return { status: "failed", evidence, ...(remedy !== undefined && { remedy }) };
}

/** Something is missing that the check needs. */
export function notDone(evidence: string): CheckFinding {
  return { status: "not-done", evidence };
}
