import * as z from "zod";
import { seedFields } from "../../seed/schema";
import { count, secretText, text } from "../fields";
import { optional } from "../notes";
import { matching } from "../text-formats";

const sqlName = matching(
  /^[a-z_][a-z0-9_$]{0,62}$/,
  "is not a schema name. Use lower-case letters, digits and underscores, no digit first.",
);

const stack = seedFields.shape.stacks.unwrap().element;

/** First contents of Membership's database. */
export const seed = z.strictObject({
  schema: optional(text(sqlName), "Schema of Membership's tables.", { default: "membership" }),
  waitForMigrationsSeconds: optional(count(), "How long to wait for the tables, in seconds.", {
    default: 300,
  }),
  prune: optional(
    z.enum(["never", "warn", "owned"]),
    "What becomes of rows that the seed made and whose entry was removed: they are kept (never), kept and named in the summary (warn), or deleted (owned).",
    { default: "never" },
  ),
  ...seedFields.shape,
  stacks: optional(
    z.array(
      stack.extend({
        // The seed's own schema leaves the secret a plain text; config keeps it opaque.
        clientSecret: optional(secretText(), stack.shape.clientSecret.description ?? ""),
      }),
    ),
    "Stacks. Default: none.",
  ),
});
