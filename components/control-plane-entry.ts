import type * as pulumi from "@pulumi/pulumi";
import type { Apps } from "./control-plane-apps";
import type { ControlPlaneContext } from "./control-plane-context";
import type { DexProvider } from "./dex-provider";
import { Ingress, type IngressRouteArgs } from "./ingress";
import type { MembershipService } from "./membership-service";

/** The public entry; none where it is switched off. */
export function createIngress(
  parent: pulumi.ComponentResource,
  { name, args, namespace, addresses }: ControlPlaneContext,
  dex: DexProvider | undefined,
  membership: MembershipService,
  apps: Apps,
): Ingress | undefined {
  if (args.ingress?.enabled === false) return undefined;
  const { enabled: _, ...settings } = args.ingress ?? {};
  const route = (
    service: keyof typeof addresses,
    target: { serviceName: pulumi.Output<string> } | undefined,
    path: pulumi.Input<string>,
  ): IngressRouteArgs[] =>
    target === undefined
      ? []
      : [{ name: service, host: addresses[service].host, path, serviceName: target.serviceName }];
  return new Ingress(
    `${name}-ingress`,
    {
      ...settings,
      namespace,
      instance: name,
      routes: [
        ...route("dex", dex, addresses.dex.path),
        ...route("membership", membership, "/api"),
        ...route("console", apps.console, "/"),
        ...route("portal", apps.portal, "/"),
      ],
    },
    { parent },
  );
}
