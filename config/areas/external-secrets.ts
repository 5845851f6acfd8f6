import * as z from "zod";
import { count, duration, objectName, text } from "../fields";
import { optional, required } from "../notes";
import * as formats from "../text-formats";

const data = z.strictObject({
  remoteKey: required(text(), "Name of the secret in the store, e.g. a path of Vault."),
  property: optional(text(), "Property inside the secret, where it holds several values.", {
    defaultText: "the whole",
  }),
  version: optional(text(), "Version of the secret.", { defaultText: "the latest" }),
  decodingStrategy: optional(
    z.enum(["None", "Base64", "Base64URL", "Auto"]),
    "How the value is decoded.",
    { default: "None" },
  ),
});

const secret = z.strictObject({
  data: required(
    z.record(text(formats.secretKey), data),
    "Where the value of each key is, by the Secret's keys.",
  ),
  type: optional(text(), "Type of the Secret, e.g. `kubernetes.io/tls`.", { default: "Opaque" }),
  refreshInterval: optional(duration(), "How often the store is read, as a Go duration.", {
    defaultText: "that of all",
  }),
  generation: optional(count(), "A higher number makes the operator read the store at once.", {
    defaultText: "none",
  }),
});

/** Secrets that the External Secrets operator fills from a store. */
export const externalSecrets = z.strictObject({
  store: required(
    z.strictObject({
      name: required(objectName(), "Name of the store."),
      kind: optional(
        z.enum(["ClusterSecretStore", "SecretStore"]),
        "Kind of the store; a SecretStore is looked for in the control plane's namespace.",
        { default: "ClusterSecretStore" },
      ),
    }),
    "The store.",
  ),
  refreshInterval: optional(
    duration(),
    "How often the store is read, as a Go duration; `0s` reads it once.",
    { default: "1h" },
  ),
  waitForSecrets: optional(
    z.boolean(),
    "Wait until the operator has filled the Secrets before pods that read them are made.",
    { default: true },
  ),
  secrets: required(
    z.record(text(formats.objectName), secret),
    "The Secrets by their names, which `passwordSecret` and the like refer to.",
  ),
});
