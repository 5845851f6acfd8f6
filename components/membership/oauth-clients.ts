import * as pulumi from "@pulumi/pulumi";
import { appClientDefaults, membershipDefaults } from "../../facts/defaults";
import type { AppClientArgs } from "../args/web";
import type { OAuthClientArgs } from "../args/membership";
import type { ControlPlaneArgs } from "../args/control-plane";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";

/** Where an application is reached; `url` has no slash at the end. */
interface AppAddress {
  readonly url: pulumi.Input<string>;
}

/** The OAuth clients of Membership: `fctl`, the deployed applications, and further ones. */
export function oauthClients(
  args: ControlPlaneArgs,
  addresses: { readonly console: AppAddress; readonly portal: AppAddress },
): OAuthClientArgs[] {
  const fctl =
    (args.membership?.fctl ?? membershipDefaults.fctl)
      ? [{ id: oauthClientIds.fctl, public: true }]
      : [];
  return [
    ...fctl,
    ...(isDeployed(args, "console")
      ? [appClient(oauthClientIds.console, addresses.console, args.console?.oauthClient)]
      : []),
    ...(isDeployed(args, "portal")
      ? [appClient(oauthClientIds.portal, addresses.portal, args.portal?.oauthClient)]
      : []),
    ...(args.membership?.additionalClients ?? []),
  ];
}

function appClient(
  defaultId: string,
  { url }: AppAddress,
  settings: AppClientArgs | undefined,
): OAuthClientArgs {
  return {
    redirectUris: [
      pulumi.interpolate`${url}/auth/login`,
      pulumi.interpolate`${url}/auth/login-by-org`,
    ],
    postLogoutRedirectUris: [pulumi.interpolate`${url}/auth/logout`],
    scopes: [...appClientDefaults.scopes],
    ...settings,
    id: settings?.id ?? defaultId,
  };
}
