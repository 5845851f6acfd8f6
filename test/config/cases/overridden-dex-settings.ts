import type { BadConfig } from "./bad-config";

/** Overrides that are wrong only beside what the settings have. */
export const wrongOverSettings: readonly BadConfig[] = [
  {
    name: "a signer beside the lifetime of keys that the settings have",
    change: {
      dex: {
        version: "2.45",
        expiry: { signingKeys: "6h" },
        configOverrides: { signer: { type: "local", config: { keysRotationPeriod: "6h" } } },
      },
    },
    problems: {
      "dex.expiry.signingKeys":
        "has no effect with signer. Remove it, and set signer.config.keysRotationPeriod.",
    },
  },
  {
    name: "another kind of signer than the settings have, Vault's",
    change: {
      dex: {
        version: "2.45",
        signer: { local: {} },
        configOverrides: {
          signer: { type: "vault", config: { addr: "https://vault.test", keyName: "dex" } },
        },
      },
    },
    problems: {
      "dex.configOverrides.signer.type":
        "replaces the signer of dex.signer.local. Remove it, and set dex.signer.vault instead.",
    },
  },
  {
    name: "another kind of signer than the settings have, keys in the storage",
    change: {
      dex: {
        version: "2.45",
        signer: { vault: { address: "https://vault.test", keyName: "dex", token: "vault-5RkQ" } },
        configOverrides: { signer: { type: "local" } },
      },
    },
    problems: {
      "dex.configOverrides.signer.type":
        "replaces the signer of dex.signer.vault. Remove it, and set dex.signer.local instead.",
    },
  },
  {
    name: "a key of cookies of a length that no AES has",
    change: {
      dex: {
        version: "main",
        sessions: {},
        configOverrides: { sessions: { cookieEncryptionKey: "0123456789" } },
      },
    },
    problems: {
      "dex.configOverrides.sessions.cookieEncryptionKey":
        "must have 16, 24 or 32 bytes. Use your own value, for example from: openssl rand -hex 16",
    },
  },
];

/** Overrides that are right only beside what the settings have. */
export const rightOverSettings: readonly Record<string, unknown>[] = [
  {
    web: { allowedOrigins: ["https://app.example.com"] },
    configOverrides: { web: { allowedHeaders: ["X-A"] } },
  },
  {
    web: { clientRemoteIp: { header: "X-Forwarded-For", trustedProxies: ["10.0.0.0/8"] } },
    configOverrides: { web: { clientRemoteIP: { header: "X-Real-IP" } } },
  },
  {
    web: { https: { secretName: "dex-tls" } },
    configOverrides: { web: { tlsMinVersion: "1.3" } },
  },
  {
    version: "2.45",
    signer: { local: {} },
    configOverrides: { signer: { config: { keysRotationPeriod: "3h" } } },
  },
  {
    version: "2.45",
    signer: { local: {} },
    configOverrides: { signer: { type: "local", config: { keysRotationPeriod: "3h" } } },
  },
  {
    version: "2.45",
    configOverrides: {
      signer: { type: "vault", config: { addr: "https://vault.test", keyName: "dex" } },
    },
  },
  {
    version: "main",
    mfa: { authenticators: [{ id: "code", totp: {} }] },
    configOverrides: { mfa: { defaultMFAChain: ["code"] } },
  },
  {
    version: "main",
    sessions: {},
    configOverrides: { sessions: { cookieEncryptionKey: "0123456789abcdef" } },
  },
];
