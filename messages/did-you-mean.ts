import { distance } from "fastest-levenshtein";

/** The known word that was probably meant, when one is near enough. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const limit = Math.max(1, Math.floor(candidate.length / 3));
    const edits = editsBetween(written.toLowerCase(), candidate.toLowerCase(), limit);
    if (edits <= limit && edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best ?? synonym(written, known);
}

/** Words that people use for each other in the names of settings. */
const SYNONYMS = [
  ["lifetime", "validity", "ttl", "expiry", "expiration", "duration"],
  ["host", "hostname", "server"],
  ["user", "username", "login"],
  ["url", "uri", "address", "endpoint"],
  ["count", "replicas", "instances"],
  ["certificate", "cert"],
] as const;

/** A known word of the same meaning, part by part: `tokenLifetime` is `tokenValidity`. */
function synonym(written: string, known: Iterable<string>): string | undefined {
  const meaning = meaningOf(written);
  return [...known].find((candidate) => meaningOfKnown(candidate) === meaning);
}

/** The meanings of known words, which are compared again and again. */
const meanings = new Map<string, string>();

function meaningOfKnown(name: string): string {
  const known = meanings.get(name) ?? meaningOf(name);
  meanings.set(name, known);
  return known;
}

function meaningOf(name: string): string {
  const parts = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_-]+/);
  return parts
    .map((part) => SYNONYMS.find((words) => words.some((word) => word === part))?.[0] ?? part)
    .join(" ");
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const meant = nearest(written, known);
  return meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
}

/** ` Did you mean x?`, or what there is to choose from. */
export function suggest(written: string, known: readonly string[]): string {
  const meant = nearest(written, known);
  return meant === undefined ? ` Known here: ${known.join(", ")}.` : ` Did you mean ${meant}?`;
}

/** A beginning, such as `prod`, is no slip, and neither are the right letters in a wrong order. */
function editsBetween(written: string, known: string, limit: number): number {
  const begins = written.length >= 3 && known.startsWith(written);
  // There may be thousands of names to compare with.
  if (!begins && Math.abs(written.length - known.length) > limit) return Number.POSITIVE_INFINITY;
  const edits = distance(written, known);
  return begins || sameLetters(written, known) ? Math.min(edits, 1 - 1 / (1 + edits)) : edits;
}

function sameLetters(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  return Array.from(left).sort().join("") === Array.from(right).sort().join("");
}
