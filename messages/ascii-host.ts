import { domainToASCII } from "node:url";

/** The form in which DNS and certificates have a host with letters beyond ASCII: `xn--...`. */
export function asciiHost(host: string): string | undefined {
  if (/^[\x20-\x7e]*$/.test(host)) return undefined;
  const ascii = domainToASCII(host);
  return ascii === "" ? undefined : ascii;
}

/** What is wrong with such a host, and the right form of what it stands in. */
export function beyondAscii(right: string): string {
  return `has letters beyond ASCII. Write it as DNS has it: ${right}`;
}
