/** What a filter says of every entry, if it says the same of all. */
type Truth = boolean | undefined;

/** A filter that was read, and what follows it. */
interface ReadFilter {
  readonly truth: Truth;
  readonly rest: string;
}

/**
 * Whether Dex's LDAP library reads the filter beside its own condition, as `(&FILTER(uid=…))`. It
 * reads strictly: one or more filters in parentheses, and nothing between or around them.
 */
export function isFilter(filter: string): boolean {
  return filter !== "" && truthOf(filter) !== "unreadable";
}

/** Whether a filter can't match, whatever the directory holds. */
export function matchesNothing(filter: string): boolean {
  return truthOf(filter) === false;
}

/** The truth of all filters of a text together. */
function truthOf(text: string): Truth | "unreadable" {
  const truths: Truth[] = [];
  let rest = text;
  while (rest !== "") {
    const read = readFilter(rest);
    if (read === undefined) return "unreadable";
    truths.push(read.truth);
    rest = read.rest;
  }
  return together(truths, false);
}

/** Of conditions that must all be true, one that is false decides; of alternatives, one that is true. */
function together(truths: readonly Truth[], decisive: boolean): Truth {
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
}

const condition =
  /^\(([A-Za-z][\w;.-]*|\d+(\.\d+)*)?(:dn)?(:[\w.-]+)?(=|>=|<=|~=|:=)([^)\\]|\\[0-9A-Fa-f]{2})*\)/;

/** More levels than any filter has; a reader would overflow its stack. */
const DEEPEST = 100;

/** The filter that the text begins with; nothing if it begins with none. */
function readFilter(text: string, depth = 0): ReadFilter | undefined {
  if (depth > DEEPEST) return undefined;
  if (text.startsWith("(!")) {
    const inner = readFilter(text.slice(2), depth + 1);
    return inner && closed(inner.rest, inner.truth === undefined ? undefined : !inner.truth);
  }
  if (/^\([&|]/.test(text)) {
    const truths: Truth[] = [];
    let rest = text.slice(2);
    while (rest.startsWith("(")) {
      const inner = readFilter(rest, depth + 1);
      if (inner === undefined) return undefined;
      truths.push(inner.truth);
      rest = inner.rest;
    }
    return closed(rest, together(truths, text[1] === "|"));
  }
  const found = condition.exec(text)?.[0];
  return found === undefined ? undefined : { truth: undefined, rest: text.slice(found.length) };
}

function closed(text: string, truth: Truth): ReadFilter | undefined {
  return text.startsWith(")") ? { truth, rest: text.slice(1) } : undefined;
}

/** Whether the filter waits for a login name, which Dex puts into a condition of its own. */
export function hasPlaceholder(filter: string): boolean {
  return /%[su]|\{\d\}|\{+\.?\w*(user|login|name)\w*\}+|\$\w*user\w*/i.test(filter);
}
