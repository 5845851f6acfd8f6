/** The engine that the sandbox gets when the machine has none. */
export const ENGINE_VERSION = "3.259.0";

/** The oldest engine that the installed SDK's protocol is made for; package.json asks for the same. */
export const OLDEST_ENGINE = "3.230.0";

/** Whether a version, with or without a leading `v`, is at least another. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, need] = [numbers(version), numbers(oldest)];
  for (const [index, required] of need.entries()) {
    const found = have[index] ?? 0;
    if (found !== required) {
      return found > required;
    }
  }
  return true;
}

/** The version in what a program prints, for example `v3.259.0`; undefined if there is none. */
export function findVersion(text: string): string | undefined {
  return /\bv?(\d+\.\d+\.\d+)/.exec(text)?.[1];
}

function numbers(version: string): number[] {
  return (findVersion(version) ?? "0.0.0").split(".").map(Number);
}
