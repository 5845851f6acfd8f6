import { createPrivateKey } from "node:crypto";
import type { TextFormat } from "./text-formats";

const block = /-----BEGIN ([A-Z0-9 ]+)-----/g;

/** One private key in PEM, without a password. */
export const privateKeyPem: TextFormat = (value) => {
  const right = "Give the PEM of the key (BEGIN PRIVATE KEY).";
  const names = [...value.matchAll(block)].map(([, name = ""]) => name);
  if (names.length === 0) return `is not a private key. ${right}`;
  if (names.every((name) => name === "CERTIFICATE")) return `is a certificate. ${right}`;
  if (names.some((name) => name.endsWith("PUBLIC KEY"))) return `is a public key. ${right}`;
  const keys = names.filter((name) => name.endsWith("PRIVATE KEY"));
  if (keys.length > 1) return `holds ${keys.length} private keys. Give one.`;
  if (keys[0] === "ENCRYPTED PRIVATE KEY" || value.includes("Proc-Type: 4,ENCRYPTED")) {
    return "is encrypted with a password, which a pod can't enter. Decrypt it with: openssl pkey -in FILE.";
  }
  try {
    createPrivateKey(value);
    return undefined;
  } catch {
    return `can't be read: the key is damaged. ${right}`;
  }
};

/** The JSON key of a service account, as the cloud console downloads it. */
export const serviceAccountJson: TextFormat = (value) => {
  const right = "Give the JSON file of the service account's key.";
  let key: unknown;
  try {
    key = JSON.parse(value);
  } catch {
    return `is not JSON. ${right}`;
  }
  if (typeof key !== "object" || key === null || !("type" in key)) return `is not a key. ${right}`;
  return key.type === "service_account" ? undefined : `is not a service account's key. ${right}`;
};
