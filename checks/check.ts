import { failed, type CheckFinding } from "./finding";
import { faultSentence } from "./network/fault-words";
import { fillIn, type RemedyNames } from "./remedy-names";

/** A check in words, as the troubleshooting guide explains it. */
export interface CheckTexts {
  /** Stable, for scripts and the documentation: `oidc-discovery`, `ldap-bind`. */
  readonly id: string;
  readonly title: string;
  /** What is looked at, and what it means when it fails. */
  readonly meaning: string;
  /** The usual causes, the most frequent first. */
  readonly causes: readonly string[];
  /** What to do, where the check itself knows nothing better; with the names of {@link RemedyNames}. */
  readonly remedy: string;
}

/** One question about a set-up, which is answered by looking at a target. */
export interface Check<Target> extends CheckTexts {
  /**
   * Looks. A rejection becomes a failure with its message, and a failure or warning without a
   * remedy gets the check's, so neither need be written out.
   *
   * @param signal - aborts at the end of the time limit
   */
  run(target: Target, signal: AbortSignal): CheckFinding | Promise<CheckFinding>;
}

/** Where a check looks, as its result tells. */
export interface CheckPlace {
  /** The part of the set-up that the question belongs to, as the table groups them. */
  readonly group: string;
  /** What is looked at: a connector's id, a host, a URL without credentials. */
  readonly subject: string;
  /** Where it is in the stack's config, such as `dex.connectors[0]`; nothing where it is at no one place. */
  readonly path?: string;
}

/** A check that is ready to be run. */
export interface PlannedCheck extends CheckPlace {
  readonly id: string;
  run(signal: AbortSignal): Promise<CheckFinding>;
}

/** A check of one target. */
export function planned<Target>(
  check: Check<Target>,
  target: Target,
  place: CheckPlace,
  names?: RemedyNames,
): PlannedCheck {
  return {
    ...place,
    id: check.id,
    run: async (signal) => {
      try {
        return withRemedy(await check.run(target, signal), check, names);
      } catch (error) {
        return withRemedy(failed(faultSentence(error)), check, names);
      }
    },
  };
}

/** The finding with what to do about it, in the set-up's own names: the check's where it has none. */
export function withRemedy(
  finding: CheckFinding,
  { remedy }: CheckTexts,
  names: RemedyNames = {},
): CheckFinding {
  if (finding.status === "ok" || finding.status === "not-done") return finding;
  return { ...finding, remedy: fillIn(finding.remedy ?? remedy, names) };
}

/** A check and what it found. */
export interface CheckResult extends CheckFinding, CheckPlace {
  readonly id: string;
  readonly milliseconds: number;
}

/** Whether a set-up with these results must not go on. */
export function hasFailure(results: readonly CheckResult[]): boolean {
  return results.some(({ status }) => status === "failed");
}
