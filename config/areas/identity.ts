import * as z from "zod";
import { email, secretKeyRef, secretText, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { hostWithPort } from "../text-formats";
import { issuer, issuerPath } from "../url-formats";
import { dexDocument } from "./dex-document";
import { serviceMonitor } from "./server";
import { workload } from "./workload";

const object = objectsIn("identity");

/** The last one is Dex's: with it, Membership learns the connector and the user's id there. */
const loginScopes = ["openid", "email", "federated:id"];

/** Dex. */
export const dex = object("DexSettingsArgs", "Settings of Dex.", {
  admin: optional(
    object("DexAdminArgs", "The first local user of Dex.", {
      enabled: optional(z.boolean(), "Create the user, with a generated password.", {
        defaultText: "`true` in test environments, `false` in production",
        plain: true,
        argument: { default: false },
      }),
      email: optional(email(), "E-mail address to log in with.", {
        defaultText: "`admin@<domain>`",
        plain: true,
      }),
    }),
    "The first local user, an administrator.",
  ),
  ...dexDocument.shape,
  membershipClient: optional(
    object("MembershipClientArgs", "Membership's client at Dex.", {
      id: optional(text(), "Client id.", { default: "membership", env: "RP_CLIENT_ID" }),
      secret: optional(secretText(), "Client secret.", {
        defaultText: "generated",
        env: "RP_CLIENT_SECRET",
      }),
      secretRef: optional(secretKeyRef(), "Existing Secret with the client secret."),
      scopes: optional(textList(), "Scopes to request.", {
        default: loginScopes,
        env: "RP_SCOPES",
      }),
    }),
    "Membership's client at Dex.",
  ),
  serviceMonitor: optional(serviceMonitor, "ServiceMonitor for the Prometheus operator."),
  ...workload.shape,
});

/** An OpenID Connect provider of your own. */
export const oidc = object("OidcArgs", "Your own OpenID Connect provider, instead of Dex.", {
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
  scopes: optional(
    textList(),
    "Scopes to request. Leave out `federated:id` if the provider refuses it, as Keycloak does.",
    { default: loginScopes, env: "RP_SCOPES" },
  ),
  connector: optional(
    z.boolean(),
    "Also write the provider into Membership's configuration file as a connector. Versions since June 2025 read it there.",
    { default: false, plain: true },
  ),
});

const client = dex.shape.membershipClient.unwrap().shape;

/** The provider that Membership logs users in with, as its component is given it. */
export const loginProvider = object(
  "LoginProviderArgs",
  "The provider that Membership logs users in with: Dex, or your own.",
  {
    issuer: required(text(issuer), "Issuer, exactly as the provider states it.", {
      env: "RP_ISSUER",
    }),
    clientId: optional(text(), "Client id of Membership at the provider.", {
      default: "membership",
      env: "RP_CLIENT_ID",
    }),
    clientSecret: oidc.shape.clientSecret,
    clientSecretRef: oidc.shape.clientSecretRef,
    scopes: client.scopes,
  },
);
