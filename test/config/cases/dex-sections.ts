import type { BadConfig } from "./bad-config";

const needs = (release: string, given = "2.44") =>
  `needs ${release === "main" ? "Dex's main branch (after 2.45)" : `Dex ${release}`}, and dex.version is ${given}. Remove it, or set dex.version to "${release}" if the image is of that release.`;
const unknown =
  "is not the id of an authenticator, so Dex wouldn't start. Correct it, or add the authenticator.";
const zero =
  "is zero, which Dex doesn't accept as a lifetime. Give one, such as 6h, or leave it out.";
const secret = (path: string) =>
  `pulumi config set --path --secret 'formance-control-plane:${path}'`;
const otp = { id: "otp", totp: {} };
const client = { id: "a", redirectUris: ["https://a.example.com/callback"] };
const vault = { address: "https://vault.example.com", keyName: "dex", token: "vault-5RkQ" };

const dex = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
): BadConfig => ({
  name,
  change: { dex: { version: "main", ...change } },
  problems: Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [`dex.${path}`, message]),
  ),
});

/** Wrong settings of the sections that came after Dex 2.44. */
export const dexSections: readonly BadConfig[] = [
  dex(
    "sections of later releases",
    {
      version: "2.44",
      signer: { local: { algorithm: "ES256" } },
      sessions: {},
      mfa: { authenticators: [otp] },
    },
    {
      signer: needs("2.45"),
      "signer.local.algorithm": needs("main"),
      sessions: needs("main"),
      mfa: needs("main"),
    },
  ),
  dex(
    "sections that 2.45 lacks",
    { version: "2.45", signer: { vault }, sessions: { cookieName: "a" } },
    { sessions: needs("main", "2.45") },
  ),
  dex("a signer of no kind", { signer: {} }, { signer: "needs either local or vault." }),
  dex(
    "a signer of both kinds",
    { signer: { local: {}, vault } },
    { signer: "needs either local or vault." },
  ),
  dex(
    "two lives of signing keys",
    { signer: { local: { keysRotationPeriod: "0s" } }, expiry: { signingKeys: "6h" } },
    {
      "signer.local.keysRotationPeriod": zero,
      "expiry.signingKeys":
        "has no effect with dex.signer. Remove it, and set dex.signer.local.keysRotationPeriod.",
    },
  ),
  dex(
    "a vault in clear, without a token",
    { signer: { vault: { address: "http://vault.example.com:8200", keyName: "dex" } } },
    {
      "signer.vault.address": "is http, which is for test environments only. Use https.",
      "signer.vault.token": `is missing. Dex needs it, or tokenSecret, at Vault:\n${secret("dex.signer.vault.token")}`,
    },
  ),
  dex(
    "two tokens",
    { signer: { vault: { ...vault, tokenSecret: { name: "vault", key: "token" } } } },
    { "signer.vault": "has token and tokenSecret. Keep one of them." },
  ),
  dex(
    "lifetimes that contradict each other",
    { sessions: { absoluteLifetime: "30m" } },
    {
      "sessions.validIfNotUsedFor":
        "is longer than absoluteLifetime (24h by default), so Dex wouldn't start. Shorten it.",
    },
  ),
  dex(
    "a session without a life, and a short key",
    { sessions: { validIfNotUsedFor: "0h", cookieEncryptionKey: "short-5RkQ" } },
    {
      "sessions.cookieEncryptionKey":
        "must have 16, 24 or 32 bytes. Use your own value, for example from: openssl rand -hex 16",
    },
  ),
  dex(
    "second factors of no kind, of both kinds, and of one id",
    {
      mfa: {
        authenticators: [{ id: "a" }, { id: "b", totp: {}, webAuthn: {} }, otp, otp],
        defaultChain: ["otp", "opt"],
      },
    },
    {
      "mfa.authenticators[0]": "needs either totp or webAuthn.",
      "mfa.authenticators[1]": "needs either totp or webAuthn.",
      "mfa.authenticators[3].id": "is the id of another authenticator. Give each a different one.",
      "mfa.defaultChain[1]": unknown,
    },
  ),
  dex(
    "a client with an authenticator that isn't there",
    {
      mfa: { authenticators: [otp] },
      additionalClients: [{ ...client, mfaChain: ["otp", "key"] }],
    },
    { "additionalClients[0].mfaChain[1]": unknown },
  ),
  dex(
    "overrides that Dex takes and doesn't use, or doesn't start with",
    {
      sessions: {},
      configOverrides: {
        sessions: { validIfNotUsedFor: "48h" },
        mfa: {
          authenticators: [
            { id: "key", type: "WebAuthn", config: { userVerification: "required" } },
          ],
          defaultMFAChain: ["otp"],
        },
      },
    },
    {
      "configOverrides.sessions.validIfNotUsedFor":
        "is longer than absoluteLifetime (24h by default), so Dex wouldn't start. Shorten it.",
      "configOverrides.mfa.authenticators[0].config.userVerification":
        "has no effect: Dex accepts it, but doesn't use it yet. Remove it.",
      "configOverrides.mfa.defaultMFAChain[0]": unknown,
    },
  ),
];
