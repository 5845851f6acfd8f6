import type { ErrorCode } from "yaml";

/** A text that isn't YAML, or none that a config can be read from. It quotes nothing of the text. */
export class YamlError extends Error {
  override readonly name = "YamlError";

  constructor(
    /** What is wrong and how to fix it: sentences without the place. */
    readonly reason: string,
    /** Counted from 1; not set where the text as a whole is wrong. */
    readonly line?: number,
    readonly column?: number,
  ) {
    super(`${reason}${placeOf(line, column)}`);
  }

  /** The error in the words that continue the name of the file. */
  get sentence(): string {
    return `is not valid YAML${placeOf(this.line, this.column)}: ${this.reason}`;
  }
}

function placeOf(line: number | undefined, column: number | undefined): string {
  if (line === undefined) return "";
  return column === undefined ? ` at line ${line}` : ` at line ${line}, column ${column}`;
}

/** The parser's own words quote the text, which may hold a secret. */
const reasons: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias can't have an anchor or a tag.",
  BAD_ALIAS: "an alias or anchor is misspelled.",
  BAD_COLLECTION_TYPE: "a tag doesn't fit its map or list.",
  BAD_DIRECTIVE: "a line that begins with % is not a directive that is known.",
  BAD_DQ_ESCAPE:
    "a backslash between \" quotes starts no known escape. Write \\\\ or use ' quotes.",
  BAD_INDENT: "the indentation doesn't fit the lines above.",
  BAD_PROP_ORDER: "an anchor or a tag is in the wrong place.",
  BAD_SCALAR_START: "a value begins with a character that needs quotes.",
  BLOCK_AS_IMPLICIT_KEY:
    "a colon makes a map inside a value. Put the value in quotes, or indent the map on a line of its own.",
  BLOCK_IN_FLOW: "a block is inside brackets or braces.",
  DUPLICATE_KEY: "a map has the same key twice. Remove one.",
  IMPOSSIBLE: "it can't be read.",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters.",
  MISSING_CHAR: "a character is missing: a quote, a comma, a bracket, or the space after a colon.",
  MULTILINE_IMPLICIT_KEY: "a key goes over several lines, or its colon is missing.",
  MULTIPLE_ANCHORS: "a value has two anchors.",
  MULTIPLE_DOCS:
    "a second document begins, of which nothing would be read. Remove the line with ---.",
  MULTIPLE_TAGS: "a value has two tags.",
  NON_STRING_KEY: "a key is not a string. Put it in quotes.",
  RESOURCE_EXHAUSTION: "it repeats too much through aliases.",
  TAB_AS_INDENT: "a tab indents the line. Use spaces.",
  TAG_RESOLVE_FAILED: "a tag can't be resolved.",
  UNEXPECTED_TOKEN:
    "something is in the wrong place. Look for a missing quote, colon, comma or bracket.",
};

/** What a mistake that the parser found is. */
export function reasonOf(code: ErrorCode): string {
  return reasons[code];
}
