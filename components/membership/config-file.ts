import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { membershipConnectorDefaults } from "../../facts/defaults";
import { clientSecretVariable, spareSecretVariable } from "../../facts/own-variables";
import { deepMerge, isMap, type PlainMap } from "../../dex/merge";
import type { ClientSecrets } from "./client-secrets";
import type { MembershipConnectorArgs, OAuthClientArgs } from "../args/membership";

/** The further secrets that Membership accepts, by the variables from which it takes them. */
export function spareSecrets(secrets: ClientSecrets): {
  readonly clientId: string;
  readonly variable: string;
  readonly secret: pulumi.Output<string>;
}[] {
  return (["previous", "next"] as const).flatMap((which) =>
    Object.entries(secrets[which]).map(([clientId, secret]) => ({
      clientId,
      variable: spareSecretVariable(clientId, which),
      secret,
    })),
  );
}

/**
 * Membership's configuration file. Client secrets are named, not written: Membership takes
 * `$NAME` from its environment.
 *
 * @param secrets of which the clients may log in with further ones
 */
export function membershipConfig(
  clients: readonly OAuthClientArgs[],
  connectors: readonly MembershipConnectorArgs[],
  secrets: ClientSecrets,
  overrides: pulumi.Input<pulumi.Inputs> | undefined,
): pulumi.Output<string> {
  return pulumi
    .output({
      staticClients: clients.map((client) => ({
        id: client.id,
        ...(client.public === true
          ? { public: true }
          : { secrets: secretVariables(client.id, secrets).map((variable) => `$${variable}`) }),
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

function secretVariables(clientId: string, secrets: ClientSecrets): string[] {
  const further = spareSecrets(secrets).filter((spare) => spare.clientId === clientId);
  return [clientSecretVariable(clientId), ...further.map(({ variable }) => variable)];
}
