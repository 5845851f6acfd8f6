/** What would move a terminal's cursor, end a line or turn the order of its characters. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A text from elsewhere, such as a name of the database, on one line. */
export function printable(text: string): string {
  return text.replace(unprintable, "\u{fffd}");
}

/** A message of several lines that has texts from elsewhere. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** JSON that a terminal can show: what it would act on is escaped, so the document stays the same. */
export function printableJson(value: unknown, indent?: number): string {
  const escaped = (character: string): string =>
    `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, undefined, indent)
    .split("\n")
    .map((line) => line.replace(unprintable, escaped))
    .join("\n");
}
