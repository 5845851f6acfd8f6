/** Shorter texts would be found in other words. */
const SHORTEST = 4;

/** Makes what takes secret texts out of a message, also where it has them in lower case. */
export function hideTexts(texts: readonly string[]): (message: string) => string {
  const forms = texts.flatMap((text) => [text, text.toLowerCase()]);
  // A secret may be a part of another one.
  const sorted = forms
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return (message) => sorted.reduce((told, text) => told.replaceAll(text, "[secret]"), message);
}

/** The texts in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
