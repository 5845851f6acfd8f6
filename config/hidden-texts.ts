import { domainToASCII } from "node:url";
import { SEALED } from "./secret-text";

/** What stands in the place of a text that is encrypted. */
const HIDDEN = "[encrypted]";

/** Shorter texts are too likely to be words of a sentence. */
const SHORTEST = 4;

/** What stands between the words of a message. */
const between = /[\s"'`,;()]/;

/**
 * Makes what takes the given texts out of a message, also in the forms that messages give them: what
 * somebody has encrypted isn't printed, even if it is no secret.
 */
export function hideTexts(texts: readonly string[]): (message: string) => string {
  const forms = texts.flatMap(formsOf).filter(({ length }) => length >= SHORTEST);
  const words = new Set(forms.filter((form) => !between.test(form)));
  const others = [...new Set(forms.filter((form) => between.test(form)))];
  const hide = (word: string) => (words.has(word) ? HIDDEN : word);
  return (message) =>
    others
      .reduce((text, form) => text.replaceAll(form, HIDDEN), message)
      .replaceAll(/[^\s"'`,;()]+/g, (word) => {
        const [, core = "", end = ""] = /^(.*?)([.:?!]*)$/.exec(word) ?? [];
        if (words.has(core)) return HIDDEN + end;
        // A part of a URL or of the name of a variable.
        return word
          .split(/([/:@=]+)/)
          .map((part) => hide(part).replace(/^[A-Z\d]+(?=_)/, hide))
          .join("");
      });
}

function formsOf(text: string): string[] {
  if (text === SEALED) return [];
  const foreign = text.split(/[/:@]+/).filter((part) => /[^\x20-\x7e]/.test(part));
  const asName = text.replaceAll(/[^A-Za-z\d]/g, "").toUpperCase();
  return [text, text.toLowerCase(), asName, ...foreign.map(domainToASCII)];
}
