import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { providerAddress } from "../../facts/public-addresses";
import { adminEmail, usesPostgres } from "../../facts/deployment";
import type { ControlPlaneArgs } from "../args/control-plane";
import { adoptedService, type ControlPlaneContext } from "./context";
import { DexProvider } from "../dex/dex-provider";
import type { DexLocalUserArgs } from "../args/dex-document";
import type { MembershipClientArgs, LoginProviderArgs } from "../args/identity";

function localUsers(args: ControlPlaneArgs): DexLocalUserArgs[] {
  const admin =
    args.dex?.admin?.enabled === true
      ? [{ email: adminEmail(args.domain, args.dex.admin.email), username: "admin" }]
      : [];
  return [...admin, ...(args.dex?.localUsers ?? [])];
}

/** Dex, with the local users and the client that Membership logs in with. */
export function createDex(
  parent: pulumi.ComponentResource,
  { name, args, namespace, addresses, databases }: ControlPlaneContext,
  redirectUri: pulumi.Output<string>,
): DexProvider {
  const { admin: _, membershipClient, ...settings } = args.dex ?? {};
  return new DexProvider(
    `${name}-dex`,
    fromChecked({
      ...settings,
      ...adoptedService(args, "dex"),
      namespace,
      instance: name,
      issuer: addresses.dex.url,
      redirectUri,
      storage: usesPostgres(args, "dex") ? databases.dex : undefined,
      image: { ...args.images, ...args.images?.dex },
      localUsers: localUsers(args),
      clientId: membershipClient?.id,
      clientSecret: membershipClient?.secret,
      clientSecretRef: membershipClient?.secretRef,
      clientSecretGeneration:
        args.secretGenerations?.dexClient ?? defaults.secretGenerations.dexClient,
      passwordGeneration: args.secretGenerations?.dexAdmin ?? defaults.secretGenerations.dexAdmin,
      sessionKeyGeneration:
        args.secretGenerations?.dexSessions ?? defaults.secretGenerations.dexSessions,
      trust: args.trust,
      additionalClientGenerations: args.secretGenerations?.dexClients ?? {},
    }),
    { parent },
  );
}

/** How Membership logs users in by Dex. */
export function dexLogin(
  dex: DexProvider,
  client: MembershipClientArgs | undefined,
): LoginProviderArgs {
  return {
    issuer: dex.issuer,
    clientId: dex.clientId,
    ...(client?.secretRef === undefined
      ? { clientSecret: dex.clientSecret }
      : { clientSecretRef: client.secretRef }),
    scopes: client?.scopes,
  };
}

/** How Membership logs users in by a provider of their own. */
export function ownProvider({ oidc }: ControlPlaneArgs): LoginProviderArgs {
  if (oidc === undefined) throw new Error("no login provider");
  const { scheme, host, path } = providerAddress<pulumi.Input<string>>(oidc);
  return {
    issuer: pulumi.interpolate`${scheme}://${host}${path}`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    clientSecretRef: oidc.clientSecretRef,
    scopes: oidc.scopes ?? [...defaults.oidc.scopes],
  };
}
