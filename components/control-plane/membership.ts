import type * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import { adoptedService, type ControlPlaneContext } from "./context";
import { ownObservability } from "../environment/observability";
import type { MembershipConnectorArgs } from "../args/membership";
import type { LoginProviderArgs } from "../args/identity";
import type { MembershipSeed } from "../seed/membership-seed";
import { MembershipService } from "../membership/membership-service";
import { oauthClients } from "../membership/oauth-clients";

/** Membership, with the clients of every service that is deployed. */
export function createMembership(
  parent: pulumi.ComponentResource,
  { name, args, namespace, addresses, databases, trust }: ControlPlaneContext,
  provider: LoginProviderArgs,
  wizard: MembershipSeed | undefined,
): MembershipService {
  const { fctl: _, additionalClients: __, ...settings } = args.membership ?? {};
  return new MembershipService(
    `${name}-membership`,
    fromChecked({
      ...settings,
      ...adoptedService(args, "membership"),
      namespace,
      instance: name,
      url: addresses.membership.url,
      consoleUrl: isDeployed(args, "console") ? addresses.console.url : undefined,
      loginProvider: provider,
      connectors: [...(settings.connectors ?? []), ...ownConnector(args, provider)],
      debug: settings.debug ?? args.debug ?? defaults.debug,
      database: databases.membership,
      image: { ...args.images, ...args.images?.membership },
      clients: oauthClients(args, addresses),
      clientSecretGenerations: {
        [args.console?.oauthClient?.id ?? oauthClientIds.console]:
          args.secretGenerations?.consoleClient ?? defaults.secretGenerations.consoleClient,
        [args.portal?.oauthClient?.id ?? oauthClientIds.portal]:
          args.secretGenerations?.portalClient ?? defaults.secretGenerations.portalClient,
        ...args.secretGenerations?.additionalClients,
      },
      stargateServerUrl: args.stargate?.serverUrl ?? "",
      stargateDisableTls: args.stargate?.disableTls ?? defaults.stargate.disableTls,
      wizardFile: wizard?.wizardFile,
      trust,
      nats: args.nats,
      licence: args.licence,
      observability: ownObservability(args.observability, settings.observability),
    }),
    { parent },
  );
}

/** Your own provider, which newer versions of Membership read from their configuration file. */
function ownConnector(
  { oidc }: ControlPlaneContext["args"],
  { issuer, clientId, clientSecret }: LoginProviderArgs,
): MembershipConnectorArgs[] {
  if (oidc?.connector !== true || clientSecret === undefined) return [];
  const name = "Single sign-on";
  return [
    { id: "default", name, issuer, clientId: clientId ?? oauthClientIds.membership, clientSecret },
  ];
}
