import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { releaseBinding, releaseName } from "../../facts/release-names";
import { membershipPath, type PublicName } from "../../facts/public-addresses";
import { isPublished, usesIngress } from "../../facts/public-entry";
import { agentsPort, services as serviceFacts, type Service } from "../../facts/services";
import type { Apps } from "./apps";
import type { ControlPlaneContext } from "./context";
import type { DexProvider } from "../dex/dex-provider";
import { GatewayRoutes } from "../entry/gateway-routes";
import { Ingress } from "../entry/ingress";
import type { MembershipService } from "../membership/membership-service";
import { TargetGroupBindings } from "../entry/target-group-bindings";

/** One thing to publish. */
interface EntryTarget {
  readonly name: PublicName;
  readonly host: pulumi.Output<string>;
  readonly path: pulumi.Input<string>;
  readonly serviceName: pulumi.Output<string>;
  readonly portName: string;
  readonly port: number;
}

/** The published services. */
export interface EntryServices {
  readonly dex: DexProvider | undefined;
  readonly membership: MembershipService;
  readonly apps: Apps;
}

/**
 * The public entry: Ingresses, routes of a Gateway, target groups, several side by side, or none.
 * Gives the PEM of the authorities of self-signed certificates.
 */
export function createEntry(
  parent: pulumi.ComponentResource,
  context: ControlPlaneContext,
  services: EntryServices,
): pulumi.Output<string> {
  const targets = entryTargets(context, services);
  createTargetGroupBindings(parent, context, targets);
  return pulumi
    .all([createIngress(parent, context, targets), createGateway(parent, context, targets)])
    .apply((pems) => pems.join(""));
}

function entryTargets(
  { addresses }: ControlPlaneContext,
  { dex, membership, apps }: EntryServices,
): EntryTarget[] {
  const target = (
    name: Service,
    service: { serviceName: pulumi.Output<string> } | undefined,
    path: pulumi.Input<string>,
  ): EntryTarget[] => {
    if (service === undefined) return [];
    const { serviceName } = service;
    const { port } = serviceFacts[name];
    return [{ name, host: addresses[name].host, path, serviceName, portName: "http", port }];
  };
  return [
    ...target("dex", dex, addresses.dex.path),
    ...target("membership", membership, membershipPath),
    ...target("console", apps.console, "/"),
    ...target("portal", apps.portal, "/"),
    {
      name: "grpc",
      host: addresses.grpc.host,
      path: "/",
      serviceName: membership.serviceName,
      portName: "grpc",
      port: agentsPort,
    },
  ];
}

/** The targets with what is set of each; the port for agents is published on request only. */
function published<Settings extends { enabled?: boolean }>(
  targets: readonly EntryTarget[],
  services: { [Name in PublicName]?: Settings } | undefined,
): (EntryTarget & { readonly settings: Omit<Settings, "enabled"> | undefined })[] {
  return targets.flatMap((target) => {
    const { enabled: _, ...settings } = services?.[target.name] ?? {};
    return isPublished(services, target.name)
      ? [{ ...target, settings: settings as Omit<Settings, "enabled"> }]
      : [];
  });
}

function createIngress(
  parent: pulumi.ComponentResource,
  { name, args, namespace }: ControlPlaneContext,
  targets: readonly EntryTarget[],
): pulumi.Output<string> {
  if (!usesIngress(args)) return pulumi.output("");
  const { enabled: _, services, ...settings } = args.ingress ?? {};
  const routes = published(targets, services).map(({ portName, settings: own, ...target }) => ({
    ...own,
    name: target.name,
    host: target.host,
    path: target.path,
    serviceName: target.serviceName,
    servicePort: portName,
    // The chart has no Ingress for the agents' port.
    ...(args.adopt === undefined || target.name === "grpc"
      ? {}
      : { adopted: releaseName(args.adopt, target.name) }),
  }));
  const tlsGeneration = args.secretGenerations?.selfSigned ?? defaults.secretGenerations.selfSigned;
  return new Ingress(
    `${name}-ingress`,
    fromChecked({ ...settings, namespace, instance: name, tlsGeneration, routes }),
    { parent },
  ).caCertificate;
}

function createGateway(
  parent: pulumi.ComponentResource,
  { name, args, namespace }: ControlPlaneContext,
  targets: readonly EntryTarget[],
): pulumi.Output<string> {
  if (args.gateway === undefined) return pulumi.output("");
  const { name: gatewayName, namespace: gatewayNamespace, services, ...settings } = args.gateway;
  const routes = published(targets, services).map(({ settings: own, ...target }) => ({
    ...own,
    name: target.name,
    host: target.host,
    path: target.path,
    serviceName: target.serviceName,
    servicePort: target.port,
    grpc: target.name === "grpc",
  }));
  return new GatewayRoutes(
    `${name}-gateway`,
    fromChecked({
      ...settings,
      gatewayName,
      gatewayNamespace,
      namespace,
      instance: name,
      tlsGeneration: args.secretGenerations?.selfSigned ?? defaults.secretGenerations.selfSigned,
      routes,
    }),
    { parent },
  ).caCertificate;
}

function createTargetGroupBindings(
  parent: pulumi.ComponentResource,
  { name, args, namespace }: ControlPlaneContext,
  targets: readonly EntryTarget[],
): void {
  if (args.targetGroupBindings === undefined) return;
  const groups = args.targetGroupBindings;
  const bindings = targets.flatMap(({ name: target, serviceName, port }) => {
    const group = groups[target];
    if (group === undefined) return [];
    const adopted = args.adopt && releaseBinding(args.adopt, target);
    const binding = { ...group, name: target, serviceName, servicePort: port };
    return [{ ...binding, adopted }];
  });
  new TargetGroupBindings(
    `${name}-target-group`,
    fromChecked({ namespace, instance: name, bindings }),
    { parent },
  );
}
