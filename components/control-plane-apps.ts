import * as pulumi from "@pulumi/pulumi";
import { Console } from "./console";
import type { ControlPlaneContext } from "./control-plane-context";
import type { MembershipService } from "./membership-service";
import { optional } from "./optional";
import { Portal } from "./portal";

/** The two applications, as far as they are deployed. */
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
  const withConsole = args.console?.enabled ?? true;
  const withPortal = args.portal?.enabled ?? true;
  const shared = {
    namespace,
    instance: name,
    membershipIssuer: membership.issuer,
    ...optional("trust", trust),
    ...optional("stackApiUrl", args.stargate?.stackApiUrl),
    ...optional("nats", args.nats),
    ...optional("observability", args.observability),
  };
  const after = { parent, dependsOn: [membership] };
  const secretOf = (id: string) => membership.clientSecrets[id] ?? pulumi.secret("");
  return {
    ...(withConsole && {
      console: new Console(
        `${name}-console`,
        {
          ...args.console,
          ...shared,
          url: addresses.console.url,
          host: addresses.console.host,
          ...(withPortal ? { portalUrl: addresses.portal.url } : {}),
          clientSecret: secretOf("console-v3"),
          database: databases.console,
          image: { ...args.images, ...args.images?.console },
          cookieSecretGeneration: args.secretGenerations?.consoleCookie ?? 1,
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
          url: addresses.portal.url,
          host: addresses.portal.host,
          ...(withConsole ? { consoleUrl: addresses.console.url } : {}),
          clientSecret: secretOf("portal"),
          database: databases.portal,
          image: { ...args.images, ...args.images?.portal },
          cookieSecretGeneration: args.secretGenerations?.portalCookie ?? 1,
        },
        after,
      ),
    }),
  };
}
