import { isPlaceholder } from "../facts/secret-names";
import { isMapping, type Path } from "./path";
import type { Finding } from "./problem";
import { SecretText } from "./secret-text";

/** What may be meant in a secret, and is more often a slip. */
export function secretWarnings(value: unknown, path: Path = []): Finding[] {
  if (value instanceof SecretText) {
    const message = value.isSealed ? undefined : aboutText(value.reveal());
    return message === undefined ? [] : [{ path, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((child, index) => secretWarnings(child, [...path, index]));
  }
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, child]) => secretWarnings(child, [...path, key]))
    : [];
}

function aboutText(text: string): string | undefined {
  if (/^[^\S\r\n]|[^\S\r\n]$/.test(text)) {
    return "begins or ends with a space, which is part of the secret. If that isn't intended, set it again without the space.";
  }
  return isPlaceholder(text)
    ? "looks like a placeholder, which nothing fills in here. If it is one, set the value itself."
    : undefined;
}
