import { createHmac, timingSafeEqual } from "node:crypto";
import { variable } from "./environment";

/** A text that only this application can have written: any pod of it knows its key. */
export function seal(text: string): string {
  return `${Buffer.from(text).toString("base64url")}.${signature(text)}`;
}

/** The text again, unless somebody else wrote it. */
export function unseal(sealed: string): string | undefined {
  const [content = "", signed = ""] = sealed.split(".");
  const text = Buffer.from(content, "base64url").toString();
  const [wanted, found] = [Buffer.from(signature(text)), Buffer.from(signed)];
  return wanted.length === found.length && timingSafeEqual(wanted, found) ? text : undefined;
}

function signature(text: string): string {
  return createHmac("sha256", variable("COOKIE_SECRET")).update(text).digest("base64url");
}
