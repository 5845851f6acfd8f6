import * as z from "zod";
import { email, freeform, secretKeyRef, secretText, text, textList } from "../fields";
import { optional, required } from "../notes";
import { hostWithPort, issuerPath } from "../text-formats";
import { connector } from "./connectors";
import { dexDocumentFields } from "./dex-document";
import { dexListenerFields } from "./dex-listeners";
import { serviceMonitor } from "./server";
import { workloadFields } from "./workload";

/** Dex. */
export const dex = z.strictObject({
  admin: optional(
    z.strictObject({
      enabled: optional(z.boolean(), "Make the user, with a generated password.", {
        defaultText: "`true` in test environments, `false` in production",
      }),
      email: optional(email(), "E-mail address to log in with.", {
        defaultText: "`admin@<domain>`",
      }),
    }),
    "The first local user.",
  ),
  connectors: optional(z.array(connector), "Identity providers."),
  ...dexDocumentFields,
  ...dexListenerFields,
  configOverrides: optional(
    freeform(),
    "Merged last over Dex's generated configuration: maps merge, arrays replace, `null` removes. The whole is checked against all that Dex knows.",
  ),
  membershipClient: optional(
    z.strictObject({
      id: optional(text(), "Client id.", { default: "membership" }),
      secret: optional(secretText(), "Client secret.", { defaultText: "generated" }),
      secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
      scopes: optional(textList(), "Scopes to ask for.", {
        default: ["openid", "email", "federated:id"],
      }),
    }),
    "Membership's client at Dex.",
  ),
  serviceMonitor: optional(serviceMonitor, "Metrics for the Prometheus operator."),
  ...workloadFields(),
});

/** An OpenID Connect provider of one's own. */
export const oidc = z.strictObject({
  scheme: optional(z.enum(["https", "http"]), "URL scheme; `http` in test environments only.", {
    default: "https",
  }),
  host: required(
    text(hostWithPort),
    "Host name of the provider, with a port where it isn't the scheme's own.",
  ),
  path: optional(
    text(issuerPath),
    "Path of the issuer, e.g. `/realms/formance`; it ends with a slash where the provider's issuer does.",
    { default: "" },
  ),
  clientId: required(text(), "Client id of Membership at the provider."),
  clientSecret: optional(
    secretText(),
    "Client secret of Membership at the provider; this or `clientSecretRef`.",
  ),
  clientSecretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
  scopes: optional(textList(), "Scopes to ask for.", { default: ["openid", "email"] }),
  connector: optional(
    z.boolean(),
    "Hand the provider over as a connector in Membership's configuration file as well, as versions since June 2025 read it.",
    { default: false },
  ),
});
