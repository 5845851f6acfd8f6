import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../../facts/defaults";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import type { AppClientArgs, WebAppSettingsArgs } from "../args/web";
import { Console } from "../web/console";
import { adoptedService, type ControlPlaneContext } from "./context";
import { ownObservability } from "../environment/observability";
import type { MembershipService } from "../membership/membership-service";
import { Portal } from "../web/portal";

/** The two applications, if they are deployed. */
export interface Apps {
  readonly console?: Console;
  readonly portal?: Portal;
}

/** Console and Portal, which start after Membership. */
export function createApps(
  parent: pulumi.ComponentResource,
  { name, args, namespace, addresses, databases, trust }: ControlPlaneContext,
  membership: MembershipService,
): Apps {
  const withConsole = isDeployed(args, "console");
  const withPortal = isDeployed(args, "portal");
  const shared = {
    namespace,
    instance: name,
    membershipIssuer: membership.issuer,
    trust,
    stackApiUrl: args.stargate?.stackApiUrl,
    nats: args.nats,
  };
  const after = { parent, dependsOn: [membership] };
  const clientOf = (id: string, client: AppClientArgs | undefined) => ({
    clientId: client?.id ?? id,
    ...(client?.secretRef === undefined
      ? { clientSecret: membership.clientSecrets[client?.id ?? id] ?? pulumi.secret("") }
      : { clientSecretRef: client.secretRef }),
  });
  const diagnosticsOf = (settings: WebAppSettingsArgs | undefined) => ({
    debug: settings?.debug ?? args.debug ?? defaults.debug,
    observability: ownObservability(args.observability, settings?.observability),
  });
  return {
    ...(withConsole && {
      console: new Console(
        `${name}-console`,
        {
          ...args.console,
          ...shared,
          ...adoptedService(args, "console"),
          url: addresses.console.url,
          host: addresses.console.host,
          portalUrl: withPortal ? addresses.portal.url : undefined,
          ...diagnosticsOf(args.console),
          ...clientOf(oauthClientIds.console, args.console?.oauthClient),
          database: databases.console,
          image: { ...args.images, ...args.images?.console },
          cookieSecretGeneration:
            args.secretGenerations?.consoleCookie ?? defaults.secretGenerations.consoleCookie,
        },
        after,
      ),
    }),
    ...(withPortal && {
      portal: new Portal(
        `${name}-portal`,
        {
          ...args.portal,
          ...shared,
          ...adoptedService(args, "portal"),
          url: addresses.portal.url,
          host: addresses.portal.host,
          consoleUrl: withConsole ? addresses.console.url : undefined,
          ...diagnosticsOf(args.portal),
          ...clientOf(oauthClientIds.portal, args.portal?.oauthClient),
          database: databases.portal,
          image: { ...args.images, ...args.images?.portal },
          cookieSecretGeneration:
            args.secretGenerations?.portalCookie ?? defaults.secretGenerations.portalCookie,
        },
        after,
      ),
    }),
  };
}
