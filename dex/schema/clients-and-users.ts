import * as z from "zod";
import { since } from "../releases";
import { flag, text, texts } from "./values";

/** A client application. */
export const client = z
  .strictObject({
    id: text.optional(),
    idEnv: text.optional(),
    secret: text.optional(),
    secretEnv: text.optional(),
    redirectURIs: texts.optional(),
    trustedPeers: texts.optional(),
    public: flag.optional(),
    name: text,
    logoURL: text.optional(),
    postLogoutRedirectURIs: since("main", texts).optional(),
    backchannelLogoutURI: since("main", text).optional(),
    refreshTokenLifetime: since("main", z.enum(["standalone", "session"])).optional(),
    allowedConnectors: since("main", texts).optional(),
    mfaChain: since("main", texts).optional(),
    ssoSharedWith: since("main", texts).optional(),
    clientCredentialsClaims: since("main", z.strictObject({ groups: texts }).partial()).optional(),
  })
  .refine((given) => given.id !== undefined || given.idEnv !== undefined, {
    message: "needs an id.",
  })
  .refine((given) => given.id === undefined || given.idEnv === undefined, {
    path: ["idEnv"],
    message: "can't be combined with id. Remove one of the two.",
  })
  .refine((given) => given.secret === undefined || given.secretEnv === undefined, {
    path: ["secretEnv"],
    message: "can't be combined with secret. Remove one of the two.",
  })
  .refine(
    (given) => given.public === true || given.secret !== undefined || given.secretEnv !== undefined,
    { message: "needs a secret, or public: true." },
  );

/** A user of Dex's own password database. */
export const password = z
  .strictObject({
    email: text,
    hash: text.optional(),
    hashFromEnv: text.optional(),
    username: text,
    userID: text,
    // Upstream Dex ignores it; Formance's own document has it.
    role: text.optional(),
    name: since("2.45", text).optional(),
    preferredUsername: since("2.45", text).optional(),
    emailVerified: since("2.45", flag).optional(),
    groups: since("2.45", texts).optional(),
  })
  .refine((given) => given.hash !== undefined || given.hashFromEnv !== undefined, {
    message: "needs a hash.",
  });
