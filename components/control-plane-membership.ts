import type * as pulumi from "@pulumi/pulumi";
import type { ControlPlaneContext } from "./control-plane-context";
import type { MembershipSeed } from "./membership-seed";
import { MembershipService } from "./membership-service";
import type { LoginProviderArgs } from "./membership-service-args";
import { oauthClients } from "./oauth-clients";
import { optional } from "./optional";

/** Membership, with the clients of every service that is deployed. */
export function createMembership(
  parent: pulumi.ComponentResource,
  { name, args, namespace, addresses, databases, trust }: ControlPlaneContext,
  provider: LoginProviderArgs,
  wizard: MembershipSeed | undefined,
): MembershipService {
  const { fctl: _, additionalClients: __, ...settings } = args.membership ?? {};
  const connector = {
    id: "default",
    name: "Single sign-on",
    issuer: provider.issuer,
    clientId: provider.clientId ?? "membership",
    clientSecret: provider.clientSecret,
  };
  return new MembershipService(
    `${name}-membership`,
    {
      ...settings,
      namespace,
      instance: name,
      url: addresses.membership.url,
      ...(args.console?.enabled === false ? {} : { consoleUrl: addresses.console.url }),
      loginProvider: provider,
      connectors: args.oidc?.connector === true ? [connector] : [],
      database: databases.membership,
      image: { ...args.images, ...args.images?.membership },
      clients: oauthClients(args, addresses),
      clientSecretGenerations: {
        "console-v3": args.secretGenerations?.consoleClient ?? 1,
        portal: args.secretGenerations?.portalClient ?? 1,
        ...args.secretGenerations?.additionalClients,
      },
      stargateServerUrl: args.stargate?.serverUrl ?? "",
      stargateDisableTls: args.stargate?.disableTls ?? false,
      ...optional("wizardFile", wizard?.wizardFile),
      ...optional("trust", trust),
      ...optional("nats", args.nats),
      ...optional("licence", args.licence),
      ...optional("observability", args.observability),
    },
    { parent },
  );
}
