import { distance } from "fastest-levenshtein";

/** The known word that was probably meant, when one is near enough. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .sort((left, right) => left.edits - right.edits);
  if (best === undefined) return undefined;
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, best.candidate.length) / 3));
  return best.edits <= limit ? best.candidate : undefined;
}

/** ` Did you mean x?`, or what there is to choose from. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? ` Known here: ${known.join(", ")}.` : ` Did you mean ${meant}?`;
}
