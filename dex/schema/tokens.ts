import * as z from "zod";
import { since } from "../releases";
import { duration, flag, lifetime, text } from "./values";

/** OAuth2 options. */
export const oauth2 = z
  .strictObject({
    grantTypes: z
      .array(
        z
          .enum([
            "authorization_code",
            "refresh_token",
            "implicit",
            "password",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "client_credentials",
          ])
          .meta({ valuesSince: [["client_credentials", "main"]] }),
      )
      .refine((types) => types.length === 0 || types.includes("authorization_code"), {
        message:
          "lacks authorization_code, which Membership's login needs, so no one could log in. Add it, or leave the list out.",
      }),
    responseTypes: z
      .array(z.enum(["code", "token", "id_token"]))
      .refine((types) => types.length === 0 || types.includes("code"), {
        message:
          "lacks code, which Membership's login needs, so no one could log in. Add it, or leave the list out.",
      }),
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
  .partial()
  .refine(
    ({ passwordConnector, grantTypes = [] }) =>
      passwordConnector === undefined || grantTypes.length === 0 || grantTypes.includes("password"),
    {
      path: ["passwordConnector"],
      message: "has no effect without password in grantTypes. Add it, or remove this one.",
    },
  );

/** Lifetimes of tokens, keys and logins. */
export const expiry = z
  .strictObject({
    signingKeys: lifetime,
    idTokens: lifetime,
    authRequests: lifetime,
    deviceRequests: lifetime,
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

/** Algorithm of the keys in Dex's storage. */
export const signingAlgorithm = since("main", z.enum(["RS256", "ES256"]));

/** What signs tokens: keys in Dex's storage, or a key in Vault. */
export const signer = since(
  "2.45",
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("local"),
      config: z.strictObject({
        keysRotationPeriod: lifetime,
        algorithm: signingAlgorithm.optional(),
      }),
    }),
    z.strictObject({
      type: z.literal("vault"),
      // Without address and token Dex reads VAULT_ADDR and VAULT_TOKEN.
      config: z.strictObject({ addr: text.optional(), token: text.optional(), keyName: text }),
    }),
  ]),
);
