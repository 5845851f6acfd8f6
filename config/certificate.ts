import { X509Certificate } from "node:crypto";
import type { TextFormat } from "./text-formats";

const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** One or several X.509 certificates in PEM. */
export const certificatePem: TextFormat = (value) => {
  const right = "Give the PEM of the authority's certificate (BEGIN CERTIFICATE).";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) {
    return `holds a private key. ${right} Treat the key as disclosed if this file was shared.`;
  }
  if (/-----BEGIN (RSA )?PUBLIC KEY-----/.test(value)) return `is a public key. ${right}`;
  if (value.includes("BEGIN CERTIFICATE REQUEST")) return `is a certificate request. ${right}`;
  const blocks = value.match(block);
  if (blocks === null) return `is not a certificate. ${right}`;
  const ends: number[] = [];
  for (const [index, pem] of blocks.entries()) {
    try {
      ends.push(new X509Certificate(pem).validToDate.getTime());
    } catch {
      return `can't be read: certificate ${index + 1} of ${blocks.length} is damaged. ${right}`;
    }
  }
  // A bundle may carry an authority that has run out beside the one that is used.
  const last = Math.max(...ends);
  return last < Date.now()
    ? `ran out on ${new Date(last).toISOString().slice(0, 10)}. Give one that is valid.`
    : undefined;
};
