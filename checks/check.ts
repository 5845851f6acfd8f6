/** How a check ended. `not-done`: something that it needs is missing; its evidence says what. */
export type CheckStatus = "ok" | "warning" | "failed" | "not-done";

/** What a check found. */
export interface CheckFinding {
  readonly status: CheckStatus;
  /** What was seen, in a sentence; never a secret. */
  readonly evidence: string;
  /** What to do about it; always given with `warning` and `failed`. */
  readonly remedy?: string;
  /** Lines that were read, such as the end of a log; what prints them keeps secrets out. */
  readonly details?: readonly string[];
}

/** One question about a set-up, which is answered by looking. */
export interface Check {
  /** Stable, for scripts and the documentation: `oidc-issuer`, `ldap-bind`. */
  readonly id: string;
  /** The part of the set-up that the question belongs to, as the table groups them. */
  readonly group: string;
  /** What is looked at: a connector's id, a host, a URL without credentials. */
  readonly subject: string;
  /** Where the stack's config has it, such as `dex.connectors[0]`; nothing where it is at no one place. */
  readonly path?: string;
  /**
   * Looks. A rejection becomes a `failed` finding with its message, so it need not be caught.
   * @param signal - aborts at the end of the time limit
   */
  run(signal: AbortSignal): Promise<CheckFinding>;
}

/** A check and what it found. */
export interface CheckResult extends CheckFinding {
  readonly id: string;
  readonly group: string;
  readonly subject: string;
  readonly path?: string;
  readonly milliseconds: number;
}

/** Whether a set-up with these results must not go on. */
export function hasFailure(results: readonly CheckResult[]): boolean {
  return results.some(({ status }) => status === "failed");
}
