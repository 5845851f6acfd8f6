import { isIP } from "node:net";

/** What is wrong with an address with a zone, such as `fe80::1%eth0`. */
export const ZONE_PROBLEM =
  "has an IPv6 address with a zone, which is an interface of one machine and not known in a pod. Write an address without %.";

/** 4 or 6 for an IP address, else 0; Node alone counts one with a zone as an address. */
export function ipVersion(text: string): 0 | 4 | 6 {
  return text.includes("%") ? 0 : (isIP(text) as 0 | 4 | 6);
}

/** Whether a text is an address with a zone, in brackets or not; `%` may stand as a percent code. */
export function hasZone(text: string): boolean {
  return /^\[?[\da-f:.]*:[\da-f:.]*%/i.test(text);
}
