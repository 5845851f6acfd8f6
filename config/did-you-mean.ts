import { distance } from "fastest-levenshtein";

/** The known word that was probably meant, when one is near enough. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, edits: editsBetween(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((left, right) => left.edits - right.edits);
  return best?.candidate;
}

function editsBetween(word: string, candidate: string): number {
  const [written, wanted] = [word.toLowerCase(), candidate.toLowerCase()];
  const edits = distance(written, wanted);
  // A beginning, such as `prod`, is no slip, and neither are the right letters in a wrong order.
  const near = (written.length >= 3 && wanted.startsWith(written)) || sameLetters(written, wanted);
  return near ? Math.min(edits, 1 - 1 / (1 + edits)) : edits;
}

function sameLetters(left: string, right: string): boolean {
  return Array.from(left).sort().join("") === Array.from(right).sort().join("");
}

/** ` Did you mean x?`, or what there is to choose from. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? ` Known here: ${known.join(", ")}.` : ` Did you mean ${meant}?`;
}
