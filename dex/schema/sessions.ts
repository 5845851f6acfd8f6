import * as z from "zod";
import { since } from "../releases";
import { duration, flag, text, texts } from "./values";

/** Sessions of signed-in browsers. */
export const sessions = since(
  "main",
  z
    .strictObject({
      cookieName: text,
      absoluteLifetime: duration,
      validIfNotUsedFor: duration,
      rememberMeCheckedByDefault: flag,
      cookieEncryptionKey: text,
      ssoSharedWithDefault: z.enum(["none", "all"]),
    })
    .partial(),
);

const authenticator = { id: text, connectorTypes: texts.optional() };

/** Second factors. */
export const mfa = since(
  "main",
  z
    .strictObject({
      authenticators: z.array(
        z.discriminatedUnion("type", [
          z.strictObject({
            ...authenticator,
            type: z.literal("TOTP"),
            config: z.strictObject({ issuer: text }).partial(),
          }),
          z.strictObject({
            ...authenticator,
            type: z.literal("WebAuthn"),
            config: z
              .strictObject({
                rpDisplayName: text,
                rpID: text,
                rpOrigins: texts,
                attestationPreference: z.enum(["none", "indirect", "direct"]),
                userVerification: z.enum(["required", "preferred", "discouraged"]),
                authenticatorAttachment: z.enum(["platform", "cross-platform"]),
                timeout: duration,
              })
              .partial(),
          }),
        ]),
      ),
      defaultMFAChain: texts,
    })
    .partial(),
);
