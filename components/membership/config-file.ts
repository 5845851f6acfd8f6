import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { membershipConnectorDefaults } from "../../facts/defaults";
import { deepMerge, isMap, type PlainMap } from "../../dex/merge";
import type { MembershipConnectorArgs, OAuthClientArgs } from "../args/membership";

/** Name of the variable from which Membership takes a client's secret. */
export function clientSecretVariable(clientId: string): string {
  return `${clientId.toUpperCase().replace(/[^A-Z0-9]/g, "")}_OAUTH_CLIENT_SECRET`;
}

/** Name of the variable from which Membership takes the secret that a client had before. */
export function previousSecretVariable(clientId: string): string {
  return `${clientSecretVariable(clientId)}_PREVIOUS`;
}

/**
 * Membership's configuration file. Client secrets are named, not written: Membership takes
 * `$NAME` from its environment.
 *
 * @param rotated ids of the clients that may still log in with the secret that they had before
 */
export function membershipConfig(
  clients: readonly OAuthClientArgs[],
  connectors: readonly MembershipConnectorArgs[],
  rotated: readonly string[],
  overrides: pulumi.Input<pulumi.Inputs> | undefined,
): pulumi.Output<string> {
  return pulumi
    .output({
      staticClients: clients.map((client) => ({
        id: client.id,
        ...(client.public === true
          ? { public: true }
          : { secrets: secretVariables(client.id, rotated).map((variable) => `$${variable}`) }),
        redirectUris: client.redirectUris,
        postLogoutRedirectUris: client.postLogoutRedirectUris,
        scopes: client.scopes,
      })),
      connectors: connectors.length === 0 ? undefined : connectors.map(connectorEntry),
    })
    .apply((document) =>
      pulumi.output(overrides).apply((given) => {
        const generated = document as unknown as PlainMap;
        const merged = isMap(given) ? deepMerge(generated, given) : generated;
        return stringify(merged, { lineWidth: 0, aliasDuplicateObjects: false });
      }),
    );
}

function connectorEntry(connector: MembershipConnectorArgs) {
  return {
    id: connector.id,
    name: connector.name,
    type: connector.type ?? membershipConnectorDefaults.type,
    clientID: connector.clientId,
    clientSecret: connector.clientSecret,
    config: { issuer: connector.issuer },
  };
}

function secretVariables(clientId: string, rotated: readonly string[]): string[] {
  const previous = rotated.includes(clientId) ? [previousSecretVariable(clientId)] : [];
  return [clientSecretVariable(clientId), ...previous];
}
