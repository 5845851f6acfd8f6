import * as z from "zod";
import { connectorDefinitions, connectorTypes, type ConnectorType } from "./connectors/types";
import { since } from "./releases";
import { client, password } from "./schema/clients-and-users";
import { connectorShape } from "./schema/connector";
import { grpc, telemetry, web } from "./schema/listeners";
import { mfa, sessions, unknownAuthenticator } from "./schema/sessions";
import { storage } from "./schema/storage";
import { expiry, oauth2, signer } from "./schema/tokens";
import { flag, text, texts } from "./schema/values";

const frontend = z
  .strictObject({
    dir: text,
    logoURL: text,
    issuer: text,
    theme: text,
    extra: z.record(text, text),
  })
  .partial();

function connector<Type extends ConnectorType>(type: Type) {
  const settings = connectorDefinitions[type].settings;
  return z.strictObject({
    type: z.literal(type),
    ...connectorShape,
    config: settings.safeParse({}).success ? settings.optional() : settings,
  });
}

const [firstType = "oidc", ...otherTypes] = connectorTypes;
const connectors = z.array(
  z.discriminatedUnion("type", [
    connector(firstType),
    ...otherTypes.map((type) => connector(type)),
  ]),
);

/** Of two entries with the same key, Dex keeps one without a word. */
function distinct<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string | undefined,
  context: z.RefinementCtx,
  [list, name]: readonly [string, string],
): void {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    if (seen.has(key)) {
      const message =
        "is also that of another entry, and Dex would keep only one of them. Give each its own.";
      context.addIssue({ code: "custom", path: [list, index, name], message });
    }
    seen.add(key);
  }
}

/**
 * Dex's whole configuration file: every key of the releases that are known, each with the release
 * that it needs, and no other. Dex itself ignores a key that it doesn't know, so a slip would go
 * unnoticed.
 */
export const dexDocumentSchema = z
  .strictObject({
    issuer: text,
    storage,
    web: web.optional(),
    telemetry: telemetry.optional(),
    oauth2: oauth2.optional(),
    grpc: grpc.optional(),
    expiry: expiry.optional(),
    signer: signer.optional(),
    logger: z
      .strictObject({
        level: z
          .string()
          .regex(
            /^(debug|info|warn|error)([+-]\d+)?$/i,
            "is not one of: debug, info, warn, error.",
          ),
        format: z.enum(["json", "text"]),
        excludeFields: since("main", texts),
      })
      .partial()
      .optional(),
    frontend: frontend.optional(),
    connectors: connectors.optional(),
    staticClients: z.array(client).optional(),
    enablePasswordDB: flag.optional(),
    staticPasswords: z.array(password).optional(),
    sessions: sessions.optional(),
    mfa: mfa.optional(),
  })
  .superRefine(({ mfa: given, staticClients = [], staticPasswords = [] }, context) => {
    const ids = new Set(given?.authenticators?.map(({ id }) => id));
    distinct(staticClients, ({ id }) => id, context, ["staticClients", "id"]);
    distinct(staticPasswords, ({ email }) => email.toLowerCase(), context, [
      "staticPasswords",
      "email",
    ]);
    for (const [index, { mfaChain = [] }] of staticClients.entries()) {
      for (const [at, id] of mfaChain.entries()) {
        if (ids.has(id)) continue;
        const path = ["staticClients", index, "mfaChain", at];
        context.addIssue({ code: "custom", path, message: unknownAuthenticator });
      }
    }
  })
  .refine((given) => given.signer === undefined || given.expiry?.signingKeys === undefined, {
    path: ["expiry", "signingKeys"],
    message: "has no effect with signer. Remove it, and set signer.config.keysRotationPeriod.",
  })
  .refine(
    (given) => given.enablePasswordDB === true || (given.staticPasswords ?? []).length === 0,
    {
      path: ["enablePasswordDB"],
      message: "must be true with local users: Dex refuses them otherwise. Set it to true.",
    },
  );
