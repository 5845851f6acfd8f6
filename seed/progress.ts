/** What a run of the seed does at a moment. */
export type SeedStep =
  /** Connecting, or again after a failure that may pass. */
  | { readonly step: "connect"; readonly attempt: number }
  /** Waiting for Membership's migrations. */
  | { readonly step: "migrations" }
  /** Waiting for other seeds, then comparing the rows with the specification. */
  | { readonly step: "compare" }
  /** Writing: rows that are done, of all that are to be written. */
  | { readonly step: "write"; readonly done: number; readonly total: number }
  | { readonly step: "commit" };

/** Told of each step of a run, as it begins. */
export type SeedProgress = (step: SeedStep) => void;

/** A step in words. */
export function stepText(step: SeedStep): string {
  switch (step.step) {
    case "connect":
      return step.attempt === 1 ? "connecting" : `trying again, attempt ${step.attempt}`;
    case "migrations":
      return "waiting for Membership's migrations";
    case "compare":
      return "comparing rows";
    case "write":
      return `writing rows, ${step.done.toLocaleString("en-US")} of ${step.total.toLocaleString("en-US")}`;
    case "commit":
      return "committing";
  }
}
