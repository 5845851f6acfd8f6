/** A check as the troubleshooting guide explains it. */
export interface CheckDescription {
  readonly id: string;
  readonly title: string;
  /** What is looked at, and what it means when it fails. */
  readonly meaning: string;
  /** The usual causes, the most frequent first. */
  readonly causes: readonly string[];
  /** What to do. */
  readonly remedy: string;
}
