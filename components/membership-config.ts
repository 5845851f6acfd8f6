import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { OAuthClientArgs } from "./args";
import { optional } from "./optional";

/** A login provider as newer versions of Membership read it from their configuration file. */
export interface MembershipConnectorArgs {
  /** Id of the connector. */
  id: pulumi.Input<string>;
  /** Name on the login page. */
  name: pulumi.Input<string>;
  /** Issuer of the provider. */
  issuer: pulumi.Input<string>;
  /** Client id of Membership at the provider. */
  clientId: pulumi.Input<string>;
  /** Client secret of Membership at the provider. */
  clientSecret: pulumi.Input<string>;
}

/** Name of the variable from which Membership takes a client's secret. */
export function clientSecretVariable(clientId: string): string {
  return `${clientId.toUpperCase().replace(/[^A-Z0-9]/g, "")}_OAUTH_CLIENT_SECRET`;
}

/**
 * Membership's configuration file. Client secrets are named, not written: Membership takes
 * `$NAME` from its environment.
 */
export function membershipConfig(
  clients: readonly OAuthClientArgs[],
  connectors: readonly MembershipConnectorArgs[],
): pulumi.Output<string> {
  return pulumi.output({ clients: [...clients], connectors: [...connectors] }).apply((known) =>
    stringify(
      {
        staticClients: known.clients.map((client) => ({
          id: client.id,
          ...(client.public === true
            ? { public: true }
            : { secrets: [`$${clientSecretVariable(client.id)}`] }),
          ...optional("redirectUris", client.redirectUris),
          ...optional("postLogoutRedirectUris", client.postLogoutRedirectUris),
          ...optional("scopes", client.scopes),
        })),
        ...(known.connectors.length === 0
          ? {}
          : {
              connectors: known.connectors.map((connector) => ({
                id: connector.id,
                name: connector.name,
                type: "generic",
                clientID: connector.clientId,
                clientSecret: connector.clientSecret,
                config: { issuer: connector.issuer },
              })),
            }),
      },
      { lineWidth: 0, aliasDuplicateObjects: false },
    ),
  );
}
