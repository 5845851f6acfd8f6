import * as z from "zod";
import { since } from "../releases";
import { duration, flag, text, texts } from "./values";

/** OAuth2 options. */
export const oauth2 = z
  .strictObject({
    grantTypes: texts,
    responseTypes: z.array(z.enum(["code", "token", "id_token"])),
    skipApprovalScreen: flag,
    alwaysShowLoginScreen: flag,
    passwordConnector: text,
    pkce: since(
      "main",
      z
        .strictObject({
          enforce: flag,
          codeChallengeMethodsSupported: z.array(z.enum(["S256", "plain"])),
        })
        .partial(),
    ),
  })
  .partial();

/** Lifetimes of tokens, keys and logins. */
export const expiry = z
  .strictObject({
    signingKeys: duration,
    idTokens: duration,
    authRequests: duration,
    deviceRequests: duration,
    refreshTokens: z
      .strictObject({
        disableRotation: flag,
        reuseInterval: duration,
        absoluteLifetime: duration,
        validIfNotUsedFor: duration,
      })
      .partial(),
  })
  .partial();

/** What signs tokens: keys in Dex's storage, or a key in Vault. */
export const signer = since(
  "2.45",
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("local"),
      config: z.strictObject({
        keysRotationPeriod: duration,
        algorithm: since("main", z.enum(["RS256", "ES256"])).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal("vault"),
      // Without address and token Dex reads VAULT_ADDR and VAULT_TOKEN.
      config: z.strictObject({ addr: text.optional(), token: text.optional(), keyName: text }),
    }),
  ]),
);
