/**
 * Whether Dex's LDAP library reads the filter beside its own condition, as `(&FILTER(uid=…))`. It
 * reads strictly: one or more filters in parentheses, and nothing between or around them.
 */
export function isFilter(filter: string): boolean {
  if (filter === "") return false;
  let rest = filter;
  while (rest !== "") {
    const after = afterFilter(rest);
    if (after === undefined) return false;
    rest = after;
  }
  return true;
}

const condition =
  /^\(([A-Za-z][\w;.-]*|\d+(\.\d+)*)?(:dn)?(:[\w.-]+)?(=|>=|<=|~=|:=)([^)\\]|\\[0-9A-Fa-f]{2})*\)/;

/** What follows the filter that the text begins with; nothing if it begins with none. */
function afterFilter(text: string): string | undefined {
  if (text.startsWith("(!")) return afterClose(afterFilter(text.slice(2)));
  if (/^\([&|]/.test(text)) {
    let rest: string | undefined = text.slice(2);
    while (rest?.startsWith("(") === true) rest = afterFilter(rest);
    return afterClose(rest);
  }
  const found = condition.exec(text)?.[0];
  return found === undefined ? undefined : text.slice(found.length);
}

function afterClose(text: string | undefined): string | undefined {
  return text?.startsWith(")") === true ? text.slice(1) : undefined;
}

/** Whether the filter waits for a login name, which Dex puts into a condition of its own. */
export function hasPlaceholder(filter: string): boolean {
  return /%[su]|\{\d\}|\{+\.?\w*(user|login|name)\w*\}+|\$\w*user\w*/i.test(filter);
}
