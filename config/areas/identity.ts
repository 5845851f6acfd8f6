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
      enabled: optional(z.boolean(), "Create the user, with a generated password.", {
        defaultText: "`true` in test environments, `false` in production",
      }),
      email: optional(email(), "E-mail address to log in with.", {
        defaultText: "`admin@<domain>`",
      }),
    }),
    "The first local user, an administrator.",
  ),
  connectors: optional(z.array(connector), "Identity providers that users log in at."),
  ...dexDocumentFields,
  ...dexListenerFields,
  configOverrides: optional(
    freeform(),
    "Merged last over Dex's generated configuration: maps merge, lists replace, `null` removes. The result is checked against every setting that Dex knows.",
    { see: "https://dexidp.io/docs/configuration/" },
  ),
  membershipClient: optional(
    z.strictObject({
      id: optional(text(), "Client id.", { default: "membership", env: "RP_CLIENT_ID" }),
      secret: optional(secretText(), "Client secret.", {
        defaultText: "generated",
        env: "RP_CLIENT_SECRET",
      }),
      secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
      scopes: optional(textList(), "Scopes to request.", {
        default: ["openid", "email", "federated:id"],
        env: "RP_SCOPES",
      }),
    }),
    "Membership's client at Dex.",
  ),
  serviceMonitor: optional(serviceMonitor, "ServiceMonitor for the Prometheus operator."),
  ...workloadFields(),
});

/** An OpenID Connect provider of your own. */
export const oidc = z.strictObject({
  scheme: optional(z.enum(["https", "http"]), "URL scheme; `http` only in test environments.", {
    default: "https",
  }),
  host: required(
    text(hostWithPort),
    "Host name of the provider, with the port if it isn't the scheme's default.",
    { example: "id.example.com", env: "RP_ISSUER" },
  ),
  path: optional(
    text(issuerPath),
    "Path of the issuer. It ends with a slash if the provider's issuer does.",
    { default: "", example: "/realms/formance" },
  ),
  clientId: required(text(), "Client id of Membership at the provider.", { env: "RP_CLIENT_ID" }),
  clientSecret: optional(
    secretText(),
    "Client secret of Membership at the provider. Set this or `clientSecretRef`.",
    { env: "RP_CLIENT_SECRET" },
  ),
  clientSecretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
  scopes: optional(textList(), "Scopes to request.", {
    default: ["openid", "email"],
    env: "RP_SCOPES",
  }),
  connector: optional(
    z.boolean(),
    "Also write the provider into Membership's configuration file as a connector. Versions since June 2025 read it there.",
    { default: false },
  ),
});
