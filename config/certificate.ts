import { day } from "../messages/day";
import { X509Certificate } from "node:crypto";
import type { TextFormat } from "./text-formats";

const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** One or several X.509 certificates in PEM. */
export const certificatePem: TextFormat = (value) => {
  const right = "Give the PEM of the certificate (BEGIN CERTIFICATE).";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) {
    return `holds a private key. ${right} Treat the key as disclosed if this file was shared.`;
  }
  if (/-----BEGIN (RSA )?PUBLIC KEY-----/.test(value)) return `is a public key. ${right}`;
  if (value.includes("BEGIN CERTIFICATE REQUEST")) return `is a certificate request. ${right}`;
  const blocks = value.match(block);
  if (blocks === null) return `is not a certificate. ${right}`;
  const certificates: X509Certificate[] = [];
  for (const [index, pem] of blocks.entries()) {
    try {
      certificates.push(new X509Certificate(pem));
    } catch {
      return `can't be read: certificate ${index + 1} of ${blocks.length} is damaged. ${right}`;
    }
  }
  // A bundle may hold an expired authority beside the one in use.
  const last = Math.max(...certificates.map(({ validToDate }) => validToDate.getTime()));
  if (last < Date.now()) return `expired on ${day(last)}. Give one that is valid.`;
  const first = Math.min(...certificates.map(({ validFromDate }) => validFromDate.getTime()));
  return first > Date.now()
    ? `is not valid before ${day(first)}. Give one that is valid, or correct the clock.`
    : undefined;
};

/** Certificates in PEM, encoded in base64. */
export const certificateData: TextFormat = (value) => {
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(value)) {
    return "is not base64. Encode the PEM with: base64 -w0 FILE.";
  }
  return certificatePem(Buffer.from(value, "base64").toString());
};

/** When the last certificate of a PEM expires; nothing if it holds no readable one. */
export function validUntil(pem: string): Date | undefined {
  const ends = (pem.match(block) ?? []).map((each) => new X509Certificate(each).validToDate);
  return ends.sort((left, right) => right.getTime() - left.getTime())[0];
}
