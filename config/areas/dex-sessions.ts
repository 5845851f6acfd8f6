import * as z from "zod";
import { connectorTypes } from "../../dex/connectors/types";
import { describeRelease } from "../../dex/releases";
import {
  cookieKey,
  mfa as documentMfa,
  sessions as documentSessions,
} from "../../dex/schema/sessions";
import { duration, hostName, secretText, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { matching } from "../text-formats";
import { httpOrigin } from "../url-formats";

const object = objectsIn("dex-sessions");

const isCookieKey = (value: string) => cookieKey.safeParse(value).error?.issues[0]?.message;

const sessions = object("DexSessionsArgs", "Browser sessions.", {
  cookieName: optional(
    text(
      matching(
        /^[\w.-]+$/,
        "is not a cookie's name. Use letters, digits, dots, hyphens and underscores.",
      ),
    ),
    "Name of the cookie.",
    { default: "dex_session" },
  ),
  absoluteLifetime: optional(duration(), "Lifetime of a session, used or not, as a Go duration.", {
    default: "24h",
  }),
  validIfNotUsedFor: optional(duration(), "Lifetime of an unused session, as a Go duration.", {
    default: "1h",
  }),
  rememberMeCheckedByDefault: optional(
    z.boolean(),
    'Whether "remember me" is checked by default on the login page.',
    { default: true },
  ),
  cookieEncryptionKey: optional(
    secretText(isCookieKey),
    "Key of 16, 24 or 32 bytes that encrypts the cookie (AES). A change ends all sessions.",
    { defaultText: "generated" },
  ),
  ssoSharedWithDefault: optional(
    z.enum(["none", "all"]),
    "Which clients share a session, unless the client's `ssoSharedWith` says so.",
    { default: "none" },
  ),
});

const totp = object("DexTotpArgs", "Codes from an authenticator app (TOTP).", {
  issuer: optional(text(), "Name that the app shows.", { defaultText: "none" }),
});

const webAuthn = object("DexWebAuthnArgs", "Security keys and passkeys (WebAuthn).", {
  rpDisplayName: optional(text(), "Name that the browser shows.", { defaultText: "`rpId`" }),
  rpId: optional(hostName(), "Domain that keys are registered for.", {
    defaultText: "Dex's host",
  }),
  rpOrigins: optional(textList(httpOrigin), "Origins at which keys may be used.", {
    defaultText: "Dex's origin",
  }),
  attestationPreference: optional(
    z.enum(["none", "indirect", "direct"]),
    "Whether to ask for the make of the security key.",
    { default: "indirect" },
  ),
  timeout: optional(duration(), "Time for the user to answer, as a Go duration.", {
    defaultText: "the browser's",
  }),
});

const authenticator = object("DexAuthenticatorArgs", "A second factor: `totp` or `webAuthn`.", {
  id: required(text(), "Id of the authenticator; unique.", { plain: true }),
  connectorTypes: optional(
    z.array(z.enum([...connectorTypes, "local"])),
    "Types of the connectors whose users need it; `local` means the local users.",
    { defaultText: "all types" },
  ),
  totp: optional(totp, "Codes from an authenticator app. `{}` uses the defaults."),
  webAuthn: optional(webAuthn, "Security keys and passkeys. `{}` uses the defaults."),
});

const mfa = object("DexMfaArgs", "Second factors.", {
  authenticators: required(
    z.array(authenticator).min(1),
    "Second factors that clients may ask for.",
  ),
  defaultChain: optional(
    textList(),
    "Ids of the authenticators that a user needs, in order, for clients without an `mfaChain`, such as Membership.",
    { defaultText: "none" },
  ),
});

/** Sessions and second factors. Dex has them behind one switch. */
export const dexSessionFields = {
  sessions: optional(
    sessions,
    describeRelease(
      "Browser sessions, which are experimental in Dex. `{}` uses the defaults.",
      documentSessions,
    ),
    { defaultText: "off" },
  ),
  mfa: optional(mfa, describeRelease("Second factors, which need sessions.", documentMfa), {
    defaultText: "off",
  }),
};
