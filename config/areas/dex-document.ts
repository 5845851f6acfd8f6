import * as z from "zod";
import { defaultDexRelease, describeRelease, dexReleases } from "../../dex/releases";
import { client as documentClient, password } from "../../dex/schema/clients-and-users";
import { duration, email, freeform, secretText, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { bcryptHash, isoTime } from "../text-formats";
import { logoUrl, redirectUri, returnUri } from "../url-formats";
import { connector, connectorArgument } from "./connectors";
import { dexListenerFields } from "./dex-listeners";
import { dexSessionFields } from "./dex-sessions";
import { signer } from "./dex-signer";
import { toConnectorArguments } from "../connector-args";

const object = objectsIn("dex-document");

/** A user of Dex's own password database. */
export const localUser = object("DexLocalUserArgs", "A user of Dex's own password database.", {
  email: required(email(), "E-mail address to log in with.", { plain: true }),
  username: optional(text(), "Name that pages show.", {
    defaultText: "the part of the e-mail address before the @",
  }),
  userId: optional(text(), "Id of the user in Dex, by which Membership recognizes the user.", {
    defaultText: "a UUID derived from the e-mail address, as in the seed",
  }),
  hash: optional(
    secretText(bcryptHash),
    "Bcrypt hash of the password, with a cost of at least 10.",
    {
      defaultText: "the hash of a generated password",
    },
  ),
  role: optional(text(), "Role, which Formance's build of Dex may read; upstream Dex ignores it.", {
    defaultText: "none",
    example: "USER",
  }),
  name: optional(text(), describeRelease("Claim `name`.", password.shape.name), {
    defaultText: "`username`",
  }),
  preferredUsername: optional(
    text(),
    describeRelease("Claim `preferred_username`.", password.shape.preferredUsername),
  ),
  emailVerified: optional(
    z.boolean(),
    describeRelease("Whether the e-mail address is verified.", password.shape.emailVerified),
    { default: true },
  ),
  groups: optional(textList(), describeRelease("Groups of the user.", password.shape.groups)),
  expiresAt: optional(
    text(isoTime),
    "Date or time, in UTC, at which the user expires. The first update after that removes the user; previews and updates warn from 14 days before.",
    { defaultText: "never", example: "2027-01-31", plain: true },
  ),
});

const newer = documentClient.shape;

const client = object(
  "DexClientArgs",
  "An additional client application of Dex, besides Membership.",
  {
    id: required(text(), "Client id; unique.", { plain: true }),
    name: optional(text(), "Name on the consent page.", { defaultText: "the client id" }),
    public: optional(
      z.boolean(),
      "A client that can't keep a secret, such as a command-line tool.",
      {
        default: false,
        plain: true,
      },
    ),
    secret: optional(secretText(), "Client secret.", { defaultText: "generated" }),
    redirectUris: required(
      z.array(text(redirectUri)).min(1),
      "Redirect URIs; `/device/callback` for a public client that uses the device flow.",
    ),
    trustedPeers: optional(textList(), "Ids of clients that may request tokens for this one."),
    postLogoutRedirectUris: optional(
      textList(returnUri),
      describeRelease("URIs to return to after a logout.", newer.postLogoutRedirectURIs),
    ),
    refreshTokenLifetime: optional(
      z.enum(["standalone", "session"]),
      describeRelease(
        "Whether refresh tokens end with the session that issued them.",
        newer.refreshTokenLifetime,
      ),
      { default: "standalone" },
    ),
    allowedConnectors: optional(
      textList(),
      describeRelease("Ids of the connectors that the client allows.", newer.allowedConnectors),
      { defaultText: "all connectors" },
    ),
    mfaChain: optional(
      textList(),
      describeRelease(
        "Ids of the authenticators of `mfa` that a user needs, in order; `[]` is none.",
        newer.mfaChain,
      ),
      { defaultText: "`mfa.defaultChain`" },
    ),
    ssoSharedWith: optional(
      textList(),
      describeRelease(
        "Ids of clients that share the session of this one; `*` is every client.",
        newer.ssoSharedWith,
      ),
    ),
  },
);

const expiry = object("DexExpiryArgs", "Lifetimes of tokens, keys and logins.", {
  idTokens: optional(duration(), "Lifetime of ID tokens, as a Go duration.", { default: "24h" }),
  signingKeys: optional(duration(), "Time after which signing keys rotate, as a Go duration.", {
    default: "6h",
  }),
  authRequests: optional(duration(), "Time to complete a login, as a Go duration.", {
    default: "24h",
  }),
  deviceRequests: optional(
    duration(),
    "Time to enter the code of a device login, as a Go duration.",
    { default: "5m" },
  ),
  refreshTokens: optional(
    object("DexRefreshTokensArgs", "Rotation and lifetimes of refresh tokens.", {
      disableRotation: optional(z.boolean(), "Let clients use a refresh token more than once.", {
        default: false,
      }),
      reuseInterval: optional(
        duration(),
        "How long a used token stays valid, for clients that retry, as a Go duration.",
        { defaultText: "none: a used token is rejected" },
      ),
      absoluteLifetime: optional(
        duration(),
        "Lifetime of a token, used or not, as a Go duration.",
        {
          defaultText: "no limit",
        },
      ),
      validIfNotUsedFor: optional(duration(), "Lifetime of an unused token, as a Go duration.", {
        defaultText: "no limit",
      }),
    }),
    "Rotation and lifetime of refresh tokens.",
  ),
});

const frontend = object("DexFrontendArgs", "Dex's login page.", {
  issuer: optional(text(), "Name on the login page.", { default: "dex" }),
  theme: optional(text(), "Theme of the page: `light`, `dark`, or another one in the image.", {
    default: "light",
  }),
  logoUrl: optional(text(logoUrl), "URL of the logo, or its path in the image.", {
    defaultText: "the theme's logo",
  }),
  extra: optional(
    z.record(z.string(), z.string().meta({ keyTells: "page" })),
    "Additional values for the page's templates.",
  ),
});

/** Settings of Dex's configuration file that don't follow from the control plane. */
export const dexDocument = object(
  "DexDocumentArgs",
  "Settings of Dex's configuration file that don't follow from the control plane.",
  {
    version: optional(
      z.enum(dexReleases),
      "Release of Dex that the image is built from; `main` is Dex's main branch after 2.45. Keys that need a later release are rejected.",
      {
        default: defaultDexRelease,
        plain: true,
        choiceHint:
          "Leave out the v and the patch release. For a release later than these, use main.",
      },
    ),
    allowUnknownKeys: optional(
      z.boolean(),
      "Pass unknown keys, in `configOverrides` and in connector settings, on to Dex with a warning. Dex ignores keys that it doesn't know.",
      { default: false, plain: true },
    ),
    localUsers: optional(z.array(localUser), "Additional local users, besides `admin`."),
    connectors: optional(z.array(connector), "Identity providers that users log in with.", {
      argument: { schema: z.array(connectorArgument), from: toConnectorArguments },
    }),
    additionalClients: optional(
      z.array(client),
      "Additional client applications of Dex, besides Membership.",
    ),
    storageType: optional(
      z.enum(["postgres", "kubernetes", "memory"]),
      "Where Dex keeps its state: Postgres, custom resources of the cluster (`kubernetes`), or the memory of the pod, which is lost on a restart (`memory`, test environments only).",
      { default: "postgres", see: "https://dexidp.io/docs/configuration/storage/", plain: true },
    ),
    skipApprovalScreen: optional(z.boolean(), "Skip the page that asks the user for consent.", {
      default: true,
    }),
    alwaysShowLoginScreen: optional(
      z.boolean(),
      "Show the list of identity providers even if there is only one.",
      { default: false },
    ),
    passwordConnector: optional(
      text(),
      "Id of the connector that checks the passwords of the password grant; `local` means the local users.",
      { defaultText: "none, and no password grant" },
    ),
    expiry: optional(expiry, "Lifetimes of tokens, keys and logins.", {
      see: "https://dexidp.io/docs/configuration/tokens/",
    }),
    signer,
    ...dexSessionFields,
    frontend: optional(frontend, "Appearance of the login page."),
    logLevel: optional(z.enum(["debug", "info", "warn", "error"]), "Lowest level that Dex logs.", {
      default: "info",
    }),
    ...dexListenerFields,
    configOverrides: optional(
      freeform(),
      "Merged last over Dex's generated configuration: maps merge, lists replace, `null` removes. The result is checked against every setting that Dex supports, and must follow the same rules as the settings.",
      { see: "https://dexidp.io/docs/configuration/" },
    ),
  },
);
