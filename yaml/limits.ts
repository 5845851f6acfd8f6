/** How deep maps and lists may be nested. */
export const MAX_DEPTH = 100;

/** How many characters a file may have that is read at every command. */
export const MAX_LENGTH = 2_000_000;

/** What is wrong with a date without quotes, in words that continue its path. */
export const DATE_PROBLEM =
  "is a date without quotes, which YAML reads as a point in time. Put it in quotes.";

/** What is wrong with a text that has one half of a character of two. */
const HALF_CHARACTER =
  "has half of a character (\\uD800 to \\uDFFF), which isn't valid in UTF-8. Write the character itself.";

const halfCharacter = /\p{Surrogate}/u;

/** A date without quotes, as the Pulumi engine passes it on. */
const passedOnTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} (UTC|[+-]\d{4})$/;

/** What is wrong with a text or a number wherever it stands, in words that continue its path. */
export function valueProblem(value: unknown): string | undefined {
  if (typeof value === "string") {
    if (passedOnTime.test(value)) return DATE_PROBLEM;
    if (halfCharacter.test(value)) return HALF_CHARACTER;
    return value.includes("\0") ? "has a NUL character. Remove it." : undefined;
  }
  if (typeof value !== "number") return undefined;
  if (!Number.isFinite(value)) return "is not a finite number. Write one.";
  return Math.abs(value) > Number.MAX_SAFE_INTEGER
    ? "is too big for a number, and would be rounded. Put it in quotes."
    : undefined;
}

/** What is wrong with a key wherever it stands. */
export function keyProblem(key: string): string | undefined {
  if (key === "__proto__") return "is not a name that a key can have. Choose another.";
  if (halfCharacter.test(key)) return HALF_CHARACTER;
  return passedOnTime.test(key) ? DATE_PROBLEM : undefined;
}
