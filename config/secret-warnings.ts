import { isMapping, type Path } from "./path";
import type { Finding } from "./problem";
import { SecretText } from "./secret-text";

/** Secrets with a space at their ends, which may be meant, and is more often a slip. */
export function secretWarnings(value: unknown, path: Path = []): Finding[] {
  if (value instanceof SecretText) {
    if (value.isSealed || !/^[^\S\r\n]|[^\S\r\n]$/.test(value.reveal())) return [];
    const message =
      "begins or ends with a space, which is a part of the secret. If it isn't meant, set it again without.";
    return [{ path, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((child, index) => secretWarnings(child, [...path, index]));
  }
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, child]) => secretWarnings(child, [...path, key]))
    : [];
}
