import { hiding, type Redact } from "./redact";

/** Makes what takes secret texts out of a message, also where it has them in lower case. */
export function hideTexts(texts: readonly string[]): Redact {
  return hiding(texts.flatMap((text) => [text, text.toLowerCase()]));
}

/** The texts in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
