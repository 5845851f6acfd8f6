import { domainToASCII } from "node:url";
import { hasZone, ipVersion, ZONE_PROBLEM } from "./ip-address";

const rightName = "Write only the name, such as example.com.";
const rightHost = "Write only the host and its port, such as example.com:443.";

const NOT_HOST =
  "is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.";

/** What is wrong with a port. */
export const PORT_PROBLEM = "has a port that isn't one. Use 1 to 65535, or leave the colon out.";

/** What is wrong with brackets around anything else. */
export const NO_ADDRESS = "has brackets around something that isn't an IPv6 address. Remove them.";

/** Whether the text is the number of a port. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** The form in which DNS and certificates have a host with letters beyond ASCII: `xn--...`. */
function asciiHost(host: string): string | undefined {
  if (/^[\x20-\x7e]*$/.test(host)) return undefined;
  const ascii = domainToASCII(host);
  return ascii === "" ? undefined : ascii;
}

/** Characters that can't be seen; joiners belong to the words of some languages. */
const unseen: readonly (readonly [characters: RegExp, name: string])[] = [
  [/[\n\r\u2028\u2029]/, "line break"],
  [/\t/, "tab"],
  [/\s/, "space"],
  [/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u, "character that can't be seen"],
];

/** What is wrong with a text that has white space or what can't be seen. */
export function unseenProblem(text: string): string | undefined {
  const found = unseen.find(([characters]) => characters.test(text));
  return found && `has a ${found[1]}. Remove it.`;
}

/** Makes the right form of a text of the right form of the host in it. */
type Context = (ascii: string) => string;

const itself: Context = (ascii) => ascii;

/** What is wrong with a host name by RFC 1123 in lower case, in words that continue its path. */
export function hostNameProblem(text: string): string | undefined {
  return formProblem(text, rightName) ?? lettersProblem(text, itself);
}

/** What is wrong with the domain of e-mail addresses, which may have capital letters. */
export function mailDomainProblem(text: string): string | undefined {
  return hostNameProblem(text.toLowerCase());
}

/** What is wrong with a host with letters beyond ASCII, whatever else it holds. */
function lettersProblem(text: string, context: Context): string | undefined {
  const ascii = asciiHost(text);
  return ascii && `has letters beyond ASCII. Write it as DNS has it: ${context(ascii)}`;
}

/** Most names: at most 63 characters in a label, and none at the end that clients take for a number. */
const usual =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What is wrong with a host name but letters beyond ASCII. */
function formProblem(text: string, right: string): string | undefined {
  if (usual.test(text)) return undefined;
  if (text === "") return `is empty. ${right}`;
  const problem = unseenProblem(text);
  if (problem !== undefined) return problem;
  if (/^([a-z][a-z0-9+.:-]*:)?\/\//i.test(text)) return `has a scheme. ${right}`;
  if (text.includes("/")) return `has a slash. ${right}`;
  if (text.includes("@")) return `has an @. ${right}`;
  if (text.includes(",")) return "names several hosts. Write one, such as example.com.";
  if (ipVersion(withoutBrackets(text)) !== 0) {
    return "is an IP address. Write a host name, such as example.com.";
  }
  if (/:\d*$/.test(text)) return `has a port. ${right}`;
  const ascii = asciiHost(text);
  // In the other form, the hyphens at the ends aren't seen.
  if (ascii !== undefined && /(^|\.)-|-(\.|$)/.test(text)) return NOT_HOST;
  return asciiProblem(ascii ?? text, right);
}

const withoutBrackets = (text: string) => text.replace(/^\[(.*)\]$/, "$1");

function asciiProblem(name: string, right: string): string | undefined {
  const lower = name.toLowerCase();
  // What is no host name in lower case either, such as ${DOMAIN}, isn't made one by it.
  if (name !== lower) {
    return asciiProblem(lower, right) ?? "has capital letters. Write it in lower case.";
  }
  if (name.startsWith(".") || name.endsWith(".")) return `begins or ends with a dot. ${right}`;
  if (name.length > 253)
    return "is longer than 253 characters, the limit for host names. Shorten it.";
  const labels = name.split(".");
  // Clients take such a name for an address.
  if (/^(\d+|0x[\da-f]*)$/.test(labels.at(-1) ?? "")) {
    return "ends with a number, as only an IP address does. Write a host name, such as example.com.";
  }
  return labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
    ? undefined
    : NOT_HOST;
}

/** What is wrong with the host of a server, which is a name or an IP address. */
export function serverHostProblem(text: string): string | undefined {
  return nameOrAddressProblem(text, rightName);
}

function nameOrAddressProblem(text: string, right: string, context = itself): string | undefined {
  if (ipVersion(text) !== 0) return undefined;
  if (hasZone(text)) return ZONE_PROBLEM;
  if (ipVersion(withoutBrackets(text)) === 6) {
    return "has brackets around the address. Write it without, such as 2001:db8::1.";
  }
  if (/^(\/(?!\/)|@)/.test(text)) {
    return "is a socket, but the pods reach the server over TCP. Write its host name.";
  }
  return formProblem(text, right) ?? lettersProblem(text, context);
}

/** What is wrong with a host by name or address, and the port if there is one. */
export function hostWithPortProblem(text: string, context = itself): string | undefined {
  if (hasZone(text)) return ZONE_PROBLEM;
  if (ipVersion(text) === 6) {
    return "is an IPv6 address without brackets, which could as well be a host with a port. Write it like [2001:db8::1], or [2001:db8::1]:636.";
  }
  const [, address, host = "", port] =
    /^(?:\[([^\]]*)\]|([^[\]]*?))(?::([^:/]*))?$/s.exec(text) ?? [];
  if (address === undefined && host === "") return formProblem(text, rightHost);
  if (address !== undefined && ipVersion(address) !== 6) {
    return NO_ADDRESS;
  }
  const whole: Context = (ascii) => context(port === undefined ? ascii : `${ascii}:${port}`);
  const problem = address === undefined ? nameOrAddressProblem(host, rightHost, whole) : undefined;
  return problem ?? (port === undefined || isPort(port) ? undefined : PORT_PROBLEM);
}

const rightAddress = "is not an e-mail address. Write it like name@example.com.";

/** What is wrong with an e-mail address; its name may be any text without spaces. */
export function emailProblem(text: string): string | undefined {
  const problem = /^[!-~]*$/.test(text) ? undefined : unseenProblem(text);
  if (problem !== undefined) return problem;
  if (/^mailto:/i.test(text)) return "begins with mailto:. Write only the address.";
  const [, name = "", domain = ""] = /^([^@]*)@([^@]*)$/.exec(text) ?? [];
  if (name === "" || domain === "") return rightAddress;
  const wrong = formProblem(domain.toLowerCase(), rightName);
  return wrong === undefined
    ? lettersProblem(domain, (ascii) => `${name}@${ascii}`)
    : `has a domain that ${wrong}`;
}
