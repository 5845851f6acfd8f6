/** Characters that YAML takes only by their numbers, or that would turn the order of a line. */
const raw = /[\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Bidi_Control}]/gu;

/** Whether a text has characters that belong into double quotes, by their numbers. */
export function hasRawCharacters(text: string): boolean {
  return text.search(raw) >= 0;
}

/** The same with their numbers, as double quotes take them in YAML and JSON. */
export function escapeRawCharacters(text: string): string {
  return text.replaceAll(
    raw,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
