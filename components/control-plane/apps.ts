import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import type { WebAppSettingsArgs } from "../args/web";
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
  const settingsOf = (app: "console" | "portal", settings: WebAppSettingsArgs = {}) => {
    const { id: clientId = oauthClientIds[app], secretRef } = settings.oauthClient ?? {};
    const { url, host } = addresses[app];
    const generation = `${app}Cookie` as const;
    return {
      namespace,
      instance: name,
      url,
      host,
      membershipIssuer: membership.issuer,
      clientId,
      ...(secretRef === undefined
        ? { clientSecret: membership.clientSecrets[clientId] ?? pulumi.secret("") }
        : { clientSecretRef: secretRef }),
      trust,
      database: databases[app],
      image: { ...args.images, ...args.images?.[app] },
      cookieSecretGeneration:
        args.secretGenerations?.[generation] ?? defaults.secretGenerations[generation],
      stackApiUrl: args.stargate?.stackApiUrl,
      nats: args.nats,
      debug: settings.debug ?? args.debug ?? defaults.debug,
      observability: ownObservability(args.observability, settings.observability),
      ...adoptedService(args, app),
    };
  };
  const after = { parent, dependsOn: [membership] };
  return {
    ...(withConsole && {
      console: new Console(
        `${name}-console`,
        fromChecked({
          ...args.console,
          ...settingsOf("console", args.console),
          portalUrl: withPortal ? addresses.portal.url : undefined,
        }),
        after,
      ),
    }),
    ...(withPortal && {
      portal: new Portal(
        `${name}-portal`,
        fromChecked({
          ...args.portal,
          ...settingsOf("portal", args.portal),
          consoleUrl: withConsole ? addresses.console.url : undefined,
        }),
        after,
      ),
    }),
  };
}
