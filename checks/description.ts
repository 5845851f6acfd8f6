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

/** The remedy that a catalogue has for one of its checks. */
export function remedyIn<Id extends string>(
  catalogue: readonly (CheckDescription & { readonly id: Id })[],
  id: NoInfer<Id>,
): string {
  return catalogue.find((entry) => entry.id === id)?.remedy ?? "";
}
