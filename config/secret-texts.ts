import { isMapping } from "./path";
import { SecretText } from "./secret-text";

/** Every secret of a config, however deep, in clear: for keeping them out of what is printed. */
export function secretTexts(value: unknown): string[] {
  if (value instanceof SecretText) return [value.reveal()];
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  return isMapping(value) ? Object.values(value).flatMap(secretTexts) : [];
}
