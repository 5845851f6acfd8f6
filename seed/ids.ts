import { createHash } from "node:crypto";

/** The project's own UUID namespace: ids derive from names in it, the same on every machine. */
const namespace = Buffer.from("6f1c0d5e3b7a5c1e9d4277aa0f5e8c31", "hex");

/** Length of a derived organization id, as in the documented example. */
const organizationIdLength = 12;

/** Length of a derived stack id. */
const stackIdLength = 8;

/** UUID version 5 of a text in the project's namespace. */
export function uuidV5(text: string): string {
  const bytes = createHash("sha1").update(namespace).update(text, "utf8").digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** Id of a user that has none given: a UUID of the e-mail address in lower case. */
export function userId(email: string): string {
  return uuidV5(`user:${email.toLowerCase()}`);
}

/** Id of a region that has none given: a UUID of the name. */
export function regionId(name: string): string {
  return uuidV5(`region:${name}`);
}

/**
 * Id of an organization that has none given: 12 lower-case letters of the name's hash. It has no
 * dash, because a Stack resource is named `<organization>-<stack>`.
 */
export function organizationId(name: string): string {
  return letters(`organization:${name}`, organizationIdLength);
}

/** Id of a stack that has none given: 8 lower-case letters, unique in its organization. */
export function stackId(organization: string, name: string): string {
  return letters(`stack:${organization}:${name}`, stackIdLength);
}

/** The first letters of the text's SHA-256, read as a number in base 26. */
function letters(text: string, length: number): string {
  const digest = createHash("sha256").update(namespace).update(text, "utf8").digest("hex");
  let rest = BigInt(`0x${digest}`);
  let result = "";
  while (result.length < length) {
    result += String.fromCharCode("a".charCodeAt(0) + Number(rest % 26n));
    rest /= 26n;
  }
  return result;
}
