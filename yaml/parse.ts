import { Composer, LineCounter, Parser, type CST, type Document } from "yaml";
import { reasonOf, YamlError } from "./error";
import { MAX_DEPTH } from "./limits";

/** A document as its author wrote it: nothing is resolved, and every scalar is its text. */
export interface ParsedText {
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
}

/** The rest of the reader gives the scalars, aliases and merge keys their meaning. */
const options = {
  version: "1.2",
  schema: "failsafe",
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
} as const;

/** Characters that Go's reader refuses, or takes as the end of a line. */

const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\uFFFE\uFFFF]/;

/**
 * Parses a text.
 * @throws {YamlError} when it isn't one YAML document
 */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const fail = (offset: number, reason: string): YamlError => {
    const { line, col } = lines.linePos(offset);
    return new YamlError(reason, line, col);
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const unprintable = control.exec(text);
  if (unprintable !== null) throw fail(unprintable.index, "it has a control character.");
  const lost = text.indexOf("\ufffd");
  if (lost >= 0)
    throw fail(lost, "it isn't in UTF-8, or has the character U+FFFD. Save it as UTF-8.");
  const deep = firstDeepToken(tokens);
  if (deep !== undefined) throw fail(deep, tooDeep);
  const composer = new Composer(options);
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw fail(error.pos[0], reasonOf(error.code));
  if (second !== undefined) throw fail(second.range[0], reasonOf("MULTIPLE_DOCS"));
  return { document: document, lines };
}

export const tooDeep = `it is nested deeper than ${MAX_DEPTH} levels.`;

/** Where the text gets too deep, found without recursion. */
function firstDeepToken(tokens: readonly CST.Token[]): number | undefined {
  let level: CST.Token[] = [...tokens];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH + 1) return Math.min(...level.map(({ offset }) => offset));
    const below: CST.Token[] = [];
    for (const token of level) {
      if (token.type === "document" && token.value !== undefined) below.push(token.value);
      if (!("items" in token)) continue;
      for (const { key, value } of token.items) {
        if (key) below.push(key);
        if (value) below.push(value);
      }
    }
    level = below;
  }
  return undefined;
}
