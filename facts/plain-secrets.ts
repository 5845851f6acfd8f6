import { isNamedSecret, isReferringName } from "./secret-names";
import { holdsSecret } from "./secret-texts";

/**
 * Whether a text that stands in plain sight, such as a variable of a container, is a secret by its
 * name or by itself.
 */
export function isPlainSecret(name: string, text: string): boolean {
  return isNamedSecret(name, text) || holdsSecret(text);
}

/** The same of an annotation or a label, which may name a Secret instead. */
export function isPlainSecretAnnotation(name: string, text: string): boolean {
  return isReferringName(name) ? holdsSecret(text) : isPlainSecret(name, text);
}

/** The same of an element of a command or of its arguments, which an option may stand before. */
export function isPlainSecretArgument(before: unknown, text: string): boolean {
  const option = typeof before === "string" && /^--?[\w.-]+$/.test(before) ? before : undefined;
  if (option === undefined || text.startsWith("-")) return holdsSecret(text);
  return isNamedSecret(option, text) || holdsSecret(text) || holdsSecret(`${option} ${text}`);
}
