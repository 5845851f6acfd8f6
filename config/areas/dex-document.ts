import * as z from "zod";
import { duration, email, secretText, text, textList } from "../fields";
import { optional, required } from "../notes";
import { bcryptHash, httpUrl, isoTime } from "../text-formats";

/** A user of Dex's own password database. */
export const localUser = z.strictObject({
  email: required(email(), "E-mail address to log in with."),
  username: optional(text(), "Name that is shown.", {
    defaultText: "the e-mail address up to the @",
  }),
  userId: optional(text(), "Id of the user at Dex; Membership knows the user by it.", {
    defaultText: "a UUID made from the e-mail address, the same that the seed gives the user",
  }),
  hash: optional(
    secretText(bcryptHash),
    "Bcrypt hash of the password, with a cost of 10 or more.",
    {
      defaultText: "the hash of a generated password",
    },
  ),
  role: optional(
    text(),
    "Role that Formance's Dex may read, such as `USER`; upstream's Dex passes over it.",
    { defaultText: "none" },
  ),
  expiresAt: optional(
    text(isoTime),
    "Date or time in UTC at which a user for emergencies ends. From then on an update leaves the user out; the 14 days before warn of it.",
    { defaultText: "never" },
  ),
});

const client = z.strictObject({
  id: required(text(), "Client id; distinct."),
  name: optional(text(), "Name on the approval page.", { defaultText: "the id" }),
  public: optional(z.boolean(), "A client that can't keep a secret, such as a command line.", {
    default: false,
  }),
  secret: optional(secretText(), "Client secret.", { defaultText: "generated" }),
  redirectUris: required(z.array(text(httpUrl)).min(1), "Redirect URIs."),
  trustedPeers: optional(textList(), "Ids of clients that may ask for tokens meant for this one."),
});

const expiry = z.strictObject({
  idTokens: optional(duration(), "Life of ID tokens.", { default: "24h" }),
  signingKeys: optional(duration(), "Time until the next signing key takes over.", {
    default: "6h",
  }),
  authRequests: optional(duration(), "Life of a login that has begun.", { default: "24h" }),
  deviceRequests: optional(duration(), "Life of the code of a device login.", { default: "5m" }),
  refreshTokens: optional(
    z.strictObject({
      disableRotation: optional(z.boolean(), "Let a refresh token be used again and again.", {
        default: false,
      }),
      reuseInterval: optional(
        duration(),
        "Time in which a used token is still taken, for clients that ask twice.",
        { default: "3s" },
      ),
      absoluteLifetime: optional(duration(), "Life of a token, used or not.", {
        defaultText: "no limit",
      }),
      validIfNotUsedFor: optional(duration(), "Life of a token that isn't used.", {
        defaultText: "no limit",
      }),
    }),
    "Rotation and life of refresh tokens.",
  ),
});

const frontend = z.strictObject({
  issuer: optional(text(), "Name on the login page.", { default: "dex" }),
  theme: optional(text(), "Theme: `light`, `dark`, or another that the image has.", {
    default: "light",
  }),
  logoUrl: optional(text(httpUrl), "URL of the logo.", { defaultText: "the theme's logo" }),
  extra: optional(z.record(z.string(), z.string()), "Further values for the page's templates."),
});

/** Settings of Dex's configuration file that do not follow from the control plane. */
export const dexDocumentFields = {
  localUsers: optional(z.array(localUser), "Further local users."),
  additionalClients: optional(z.array(client), "Client applications of Dex beside Membership."),
  storageType: optional(
    z.enum(["postgres", "kubernetes", "memory"]),
    "Where Dex keeps its state: Postgres, custom resources of its own cluster, or the pod's memory, which is lost with the pod (test environments only).",
    { default: "postgres" },
  ),
  skipApprovalScreen: optional(z.boolean(), "Skip the page that asks a user to grant access.", {
    default: true,
  }),
  alwaysShowLoginScreen: optional(
    z.boolean(),
    "Show the page with the identity providers even if there is only one.",
    { default: false },
  ),
  passwordConnector: optional(
    text(),
    "Id of the connector that the password grant asks; `local` stands for the local users.",
    { defaultText: "none: there is no password grant" },
  ),
  expiry: optional(expiry, "Lives of tokens, keys and logins."),
  frontend: optional(frontend, "The login page."),
  logLevel: optional(z.enum(["debug", "info", "warn", "error"]), "How much Dex logs.", {
    default: "info",
  }),
};
