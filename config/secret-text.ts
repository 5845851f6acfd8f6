import { inspect } from "node:util";
import { isMapping } from "./path";

/** Stands for the text of a secret that is still encrypted. No YAML can hold it. */
export const SEALED = "\u0000sealed";

/** A secret of the stack config. Printing, concatenating or serializing it gives `[secret]`. */
export class SecretText {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Whether the text is unknown here, because it is still encrypted. */
  get isSealed(): boolean {
    return this.#value === SEALED;
  }

  /**
   * The text itself.
   * @throws Error when it is not known here
   */
  reveal(): string {
    if (this.isSealed) throw new Error("The secret is encrypted and wasn't decrypted.");
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}

/** A text, opaque or not, as far as it is known here. */
export function knownText(value: unknown): string | undefined {
  if (value instanceof SecretText) return value.isSealed ? undefined : value.reveal();
  return typeof value === "string" && value !== SEALED ? value : undefined;
}

/** Every secret of a config in plain text, at any depth, so that output can mask them. */
export function plainSecrets(value: unknown): string[] {
  if (value instanceof SecretText) return [value.reveal()];
  if (Array.isArray(value)) return value.flatMap(plainSecrets);
  return isMapping(value) ? Object.values(value).flatMap(plainSecrets) : [];
}
