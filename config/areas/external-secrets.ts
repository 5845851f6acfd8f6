import * as z from "zod";
import { count, duration, objectName, text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import * as formats from "../text-formats";

const object = objectsIn("external-secrets");

const data = object("ExternalSecretDataArgs", "Source of one value in the store.", {
  remoteKey: required(text(), "Name of the secret in the store, such as a path in Vault."),
  property: optional(text(), "Property of the secret, if it holds several values.", {
    defaultText: "the whole secret",
  }),
  version: optional(text(), "Version of the secret.", { defaultText: "the latest" }),
  decodingStrategy: optional(
    z.enum(["None", "Base64", "Base64URL", "Auto"]),
    "How to decode the value.",
    { default: "None" },
  ),
});

const secret = object("ExternalSecretArgs", "One Secret that is filled from the store.", {
  data: required(
    z.record(text(formats.secretKey), data),
    "Source of each value, by the Secret's keys.",
  ),
  type: optional(text(), "Type of the Secret.", {
    default: "Opaque",
    example: "kubernetes.io/tls",
  }),
  refreshInterval: optional(
    duration(),
    "How often the operator reads the store, as a Go duration.",
    {
      defaultText: "`externalSecrets.refreshInterval`",
    },
  ),
  generation: optional(count(), "A higher number makes the operator read the store immediately.", {
    defaultText: "none",
    plain: true,
  }),
});

/** Secrets that the External Secrets operator fills from a store. */
export const externalSecrets = object(
  "ExternalSecretsSettingsArgs",
  "Secrets that the External Secrets operator fills from a store.",
  {
    store: required(
      object("SecretStoreArgs", "A store of the External Secrets operator.", {
        name: required(objectName(), "Name of the store."),
        kind: optional(
          z.enum(["ClusterSecretStore", "SecretStore"]),
          "Kind of the store. A SecretStore must be in the control plane's namespace.",
          { default: "ClusterSecretStore" },
        ),
      }),
      "The store that the operator reads.",
      { see: "https://external-secrets.io/latest/api/clustersecretstore/" },
    ),
    refreshInterval: optional(
      duration(),
      "How often the operator reads the store, as a Go duration; `0s` reads it once.",
      { default: "1h" },
    ),
    waitForSecrets: optional(
      z.boolean(),
      "Wait until the operator has filled the Secrets before creating the pods that read them.",
      { default: true, plain: true },
    ),
    secrets: required(
      z.record(text(formats.objectName), secret),
      "The Secrets by name. Settings such as `passwordSecret` refer to them.",
    ),
  },
);
