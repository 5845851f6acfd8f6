import * as z from "zod";
import { since } from "../releases";
import { duration, flag, lifetime, nanoseconds, text, texts } from "./values";

/** A key of AES. */
export const cookieKey = z.string().refine((key) => [16, 24, 32].includes(Buffer.byteLength(key)), {
  message:
    "must have 16, 24 or 32 bytes. Use your own value, for example from: openssl rand -hex 16",
});

/** Sessions of signed-in browsers. */
export const sessions = since(
  "main",
  z
    .strictObject({
      cookieName: text,
      absoluteLifetime: lifetime,
      validIfNotUsedFor: lifetime,
      rememberMeCheckedByDefault: flag,
      cookieEncryptionKey: cookieKey,
      ssoSharedWithDefault: z.enum(["none", "all"]),
    })
    .partial()
    .refine(
      ({ absoluteLifetime = "24h", validIfNotUsedFor = "1h" }) =>
        nanoseconds(validIfNotUsedFor) <= nanoseconds(absoluteLifetime),
      {
        path: ["validIfNotUsedFor"],
        message:
          "is longer than absoluteLifetime (24h by default), so Dex wouldn't start. Shorten it.",
      },
    ),
);

const authenticator = { id: text, connectorTypes: texts.optional() };

/** What Dex's main branch takes and doesn't use. */
const unused = <Value extends string>(...values: readonly Value[]) =>
  z.enum(values).refine(() => false, {
    message: "has no effect: Dex accepts it, but doesn't use it yet. Remove it.",
  });

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
                userVerification: unused("required", "preferred", "discouraged"),
                authenticatorAttachment: unused("platform", "cross-platform"),
                timeout: duration,
              })
              .partial(),
          }),
        ]),
      ),
      defaultMFAChain: texts,
    })
    .partial()
    .superRefine(({ authenticators = [], defaultMFAChain = [] }, context) => {
      const ids = authenticators.map(({ id }) => id);
      for (const [index, id] of ids.entries()) {
        if (ids.indexOf(id) === index) continue;
        const message = "is the id of another authenticator. Give each a different one.";
        context.addIssue({ code: "custom", path: ["authenticators", index, "id"], message });
      }
      for (const [index, id] of defaultMFAChain.entries()) {
        if (ids.includes(id)) continue;
        const path = ["defaultMFAChain", index];
        context.addIssue({ code: "custom", path, message: unknownAuthenticator });
      }
    }),
);

/** What is wrong with a link of a chain. */
export const unknownAuthenticator =
  "is not the id of an authenticator, so Dex wouldn't start. Correct it, or add the authenticator.";
