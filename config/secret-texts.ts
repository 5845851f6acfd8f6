import { isMapping } from "./path";
import { SecretText } from "./secret-text";

/** Every secret of a config in plain text, at any depth, so that output can mask them. */
export function secretTexts(value: unknown): string[] {
  if (value instanceof SecretText) return [value.reveal()];
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  return isMapping(value) ? Object.values(value).flatMap(secretTexts) : [];
}
