import type { ReleaseValues } from "../release-values";

/** A key of an existing Secret, as the stack config names it. */
export interface SecretRef {
  readonly name: string;
  readonly key: string;
}

/**
 * The key of the existing Secret that two values name; nothing when there is no Secret. One without
 * a key is noted: the chart would make a reference that no pod can start with.
 */
export function secretRef(
  values: ReleaseValues,
  nameAt: string,
  keyAt: string,
): SecretRef | undefined {
  const name = values.text(nameAt);
  const key = values.text(keyAt);
  if (name === undefined) return undefined;
  if (key !== undefined) return { name, key };
  values.note(nameAt, "lost", `The key inside the Secret is missing. Set ${values.nameOf(keyAt)}.`);
  return undefined;
}
