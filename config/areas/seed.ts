import * as z from "zod";
import { seedFields } from "../../seed/schema";
import { count, port, secretText, text } from "../fields";
import { optional, required } from "../notes";
import { dnsLabel, objectName, type TextFormat } from "../text-formats";

/** Any name: it is always quoted. Postgres would cut a longer one. */
const schemaName: TextFormat = (value) => {
  if (value.trim() === "" || value.includes("\u0000")) return "is not a schema name.";
  return Buffer.byteLength(value) <= 63
    ? undefined
    : "is longer than the 63 bytes that Postgres keeps of a name.";
};

const stack = seedFields.shape.stacks.unwrap().element;

/** First contents of Membership's database. */
export const seed = z.strictObject({
  via: optional(
    z.enum(["database", "wizard"]),
    "Who writes the rows: this project over a connection from the machine that runs Pulumi (database), or the image's own wizard in a Job in the cluster, which knows fewer fields (wizard).",
    { default: "database" },
  ),
  portForward: optional(
    z.strictObject({
      context: optional(
        text(),
        "Context of the kubeconfig (`KUBECONFIG`, else `~/.kube/config`). Default: the current one.",
      ),
      namespace: required(text(dnsLabel), "Namespace of the Service or pod."),
      service: optional(text(objectName), "Name of the Service; a ready pod behind it is taken."),
      pod: optional(text(objectName), "Name of the pod, instead of a Service."),
      port: optional(port(), "Port of the Service or pod. Default: that of the database."),
    }),
    "The way to a database inside a cluster: through the Kubernetes API, as kubectl port-forward goes. The host stays the name that the pods use. Default: the database is reached directly.",
  ),
  schema: optional(text(schemaName), "Schema of Membership's tables, by its exact name.", {
    default: "membership",
  }),
  waitForMigrationsSeconds: optional(count(), "How long to wait for the tables, in seconds.", {
    default: 300,
  }),
  prune: optional(
    z.enum(["never", "warn", "owned"]),
    "What becomes of rows that the seed made and whose entry was removed: they are kept (never), kept and named in the summary (warn), or deleted (owned).",
    { default: "never" },
  ),
  drift: optional(
    z.enum(["mend", "keep"]),
    "What becomes of fields that somebody changed by hand: they are written again (mend), or left until their entry changes (keep). A refresh shows them in both cases.",
    { default: "mend" },
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
