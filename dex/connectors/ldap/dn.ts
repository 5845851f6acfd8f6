const attribute = String.raw`\s*(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)\s*`;
const value = String.raw`(?:\s*"[^"]*"\s*|(?:[^,+;"\\]|\\.)+)`;
const pair = `${attribute}=${value}`;
const name = new RegExp(`^${pair}(?:[,+;]${pair})*$`, "s");

/** Whether the text is a distinguished name, or one of Active Directory by an id. */
export function isDn(text: string): boolean {
  return name.test(text) || /^<(GUID|SID|WKGUID)=[^>]+>$/i.test(text);
}
