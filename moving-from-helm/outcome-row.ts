/** A line of a report: what becomes of something, and why. */
export interface OutcomeRow {
  readonly outcome: string;
  readonly color: "green" | "yellow" | "red" | "grey";
  /** A key of the values, or the title of an object. */
  readonly subject: string;
  readonly reason: string;
}

/** Lays rows out for a terminal. */
export type OutcomeTable = (rows: readonly OutcomeRow[]) => string;
