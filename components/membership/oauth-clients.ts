import * as pulumi from "@pulumi/pulumi";
import type { AppClientArgs, OAuthClientArgs } from "../args/shared";
import type { ControlPlaneArgs } from "../args/control-plane";
import type { Address } from "../control-plane/urls";

/** Scopes of the two web applications. */
const appScopes = ["accesses", "remember_me", "keep_refresh_token", "on_behalf"];

/** The OAuth clients of Membership: `fctl`, the deployed applications, and further ones. */
export function oauthClients(
  args: ControlPlaneArgs,
  addresses: { readonly console: Address; readonly portal: Address },
): OAuthClientArgs[] {
  const fctl = (args.membership?.fctl ?? true) ? [{ id: "fctl", public: true }] : [];
  return [
    ...fctl,
    ...((args.console?.enabled ?? true)
      ? [appClient("console-v3", addresses.console, args.console?.oauthClient)]
      : []),
    ...((args.portal?.enabled ?? true)
      ? [appClient("portal", addresses.portal, args.portal?.oauthClient)]
      : []),
    ...(args.membership?.additionalClients ?? []),
  ];
}

function appClient(
  defaultId: string,
  { url }: Address,
  settings: AppClientArgs | undefined,
): OAuthClientArgs {
  return {
    redirectUris: [
      pulumi.interpolate`${url}/auth/login`,
      pulumi.interpolate`${url}/auth/login-by-org`,
    ],
    postLogoutRedirectUris: [pulumi.interpolate`${url}/auth/logout`],
    scopes: appScopes,
    ...settings,
    id: settings?.id ?? defaultId,
  };
}
