import { asString } from "../../../config/support";

/** A wrong connector: what is changed in the right one, and what is said by path. */
export type Row = readonly [
  type: string,
  name: string,
  change: Record<string, unknown>,
  problems: Readonly<Record<string, string>>,
];

export const key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n";
export const locked =
  "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGH\n-----END ENCRYPTED PRIVATE KEY-----\n";
export const rightCertificate = "Give the PEM of the certificate (BEGIN CERTIFICATE).";
export const rightKey = "Give the PEM of the key (BEGIN PRIVATE KEY).";
export const isHttp = "is http, which is for test environments only. Use https.";
export const unverified =
  "switches off certificate verification, which is for test environments only. Remove it, and give the certificate authority if it is private.";
export const missing = "is missing. It must be a string.";
export const secret = (path: string) =>
  `is missing. Set it:\npulumi config set --path --secret 'formance-control-plane:dex.connectors[0].${path}'`;
export const empty = "is empty. Give it a value, or leave the key out.";
export const noUrl = "is not a URL. Write it like https://api.example.com.";
export const meant = (word: string) => `is not a known key. Did you mean ${word}?`;
export const needed = (beside: string) => `is missing. It is required with ${beside}.`;
export const noUse = (beside: string) => `has no effect with ${beside}. Remove one of the two.`;
export const noText = (setting: string): string =>
  `is an integer, but must be a string. ${asString(`dex.connectors[0].config.${setting}`)}`;
export const noFlag = "is a string, but must be a boolean.";
