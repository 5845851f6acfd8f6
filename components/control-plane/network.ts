import * as pulumi from "@pulumi/pulumi";
import { fromChecked } from "../check-arguments";
import { defaults } from "../../facts/defaults";
import { isDeployed, usesPostgres } from "../../facts/deployment";
import { agentsPort, dexPorts, services } from "../../facts/services";
import type { ControlPlaneContext } from "./context";
import { runsAgents } from "../membership/env";
import {
  joinFlows,
  toCollectors,
  toDatabase,
  toIdentityProviders,
  toKubernetes,
  toLicenceIssuer,
  toNats,
  toPublicUrls,
  toUrl,
  type Flows,
} from "../network/flows";
import { wayToStacks } from "../network/places";
import { NetworkPolicies } from "../network/network-policies";
import type { NetworkPodsArgs, NetworkRuleArgs } from "../network/network-policies-args";
import type { NetworkExtraRuleArgs } from "../args/network";
import { ownObservability } from "../environment/observability";

/** The policies of the network; none where they are switched off. */
export function createNetworkPolicies(
  parent: pulumi.ComponentResource,
  context: ControlPlaneContext,
  loginIssuer: pulumi.Input<string>,
): NetworkPolicies | undefined {
  const { name, args, namespace } = context;
  const settings = args.networkPolicies;
  if (settings?.enabled === false) return undefined;
  return new NetworkPolicies(
    `${name}-network`,
    fromChecked({
      namespace,
      instance: name,
      dns: settings?.dns,
      pods: [
        ...(isDeployed(args, "dex") ? [dex(context)] : []),
        ...membership(context, loginIssuer),
        ...(isDeployed(args, "console") ? app(context, "console") : []),
        ...(isDeployed(args, "portal") ? app(context, "portal") : []),
      ],
    }),
    { parent },
  );
}

function dex(context: ControlPlaneContext): NetworkPodsArgs {
  const { args, databases } = context;
  const monitored = args.dex?.serviceMonitor?.enabled === true;
  const monitoring = args.networkPolicies?.monitoring ?? (monitored ? [{}] : []);
  return {
    name: "dex",
    service: "dex",
    ingress: [
      fromEntry(context, services.dex.port),
      ...(args.dex?.web?.https === undefined ? [] : [fromEntry(context, dexPorts.https)]),
      { peers: monitoring, ports: [dexPorts.telemetry] },
      ...extra(args.networkPolicies?.extraIngress, "dex"),
    ],
    egress: egress(
      context,
      "dex",
      ...(usesPostgres(args, "dex") ? [toDatabase(context, databases.dex)] : []),
      toKubernetes(args.dex),
      toIdentityProviders(context),
      toUrl(context, args.dex?.signer?.vault?.address),
    ),
  };
}

function membership(
  context: ControlPlaneContext,
  loginIssuer: pulumi.Input<string>,
): NetworkPodsArgs[] {
  const { args, addresses, databases } = context;
  const common = [
    toDatabase(context, databases.membership),
    toNats(context, args.nats),
    toCollectors(context, ownObservability(args.observability, args.membership?.observability)),
    toLicenceIssuer(context),
  ];
  const withAgents = runsAgents({ ...args.membership, nats: args.nats });
  return [
    {
      name: "membership",
      service: "membership",
      ingress: [
        fromEntry(context, services.membership.port),
        ...(withAgents ? [{ peers: args.networkPolicies?.agents, ports: [agentsPort] }] : []),
        ...extra(args.networkPolicies?.extraIngress, "membership"),
      ],
      egress: egress(
        context,
        "membership",
        ...common,
        toPublicUrls(
          context,
          loginIssuer,
          addresses.membership.url,
          ...(args.membership?.connectors ?? []).map(({ issuer }) => issuer),
        ),
      ),
    },
    {
      name: "membership-jobs",
      service: "membership",
      jobs: true,
      egress: egress(context, "membership", ...common),
    },
  ];
}

function app(context: ControlPlaneContext, service: "console" | "portal"): NetworkPodsArgs[] {
  const { args, addresses, databases } = context;
  const { label, port } = services[service];
  const stackApiUrl = pulumi.output(args.stargate?.stackApiUrl ?? defaults.stargate.stackApiUrl);
  const common = [
    toDatabase(context, databases[service]),
    toCollectors(context, ownObservability(args.observability, args[service]?.observability)),
  ];
  return [
    {
      name: service,
      service: label,
      ingress: [fromEntry(context, port), ...extra(args.networkPolicies?.extraIngress, service)],
      egress: egress(
        context,
        service,
        ...common,
        toNats(context, args.nats),
        toPublicUrls(context, addresses.membership.url),
        stackApiUrl.apply(wayToStacks),
        toUrl(context, args[service]?.sentry?.dsn),
      ),
    },
    {
      name: `${service}-jobs`,
      service: label,
      jobs: true,
      egress: egress(context, service, ...common),
    },
  ];
}

function fromEntry({ args }: ControlPlaneContext, port: number): NetworkRuleArgs {
  return { peers: args.networkPolicies?.entry, ports: [port] };
}

function egress({ args }: ControlPlaneContext, service: string, ...flows: Flows[]) {
  const further = extra(args.networkPolicies?.extraEgress, service);
  return pulumi
    .all([joinFlows(...flows), further])
    .apply(([needed, asked]) => [...needed, ...asked]);
}

function extra(rules: readonly NetworkExtraRuleArgs[] = [], service: string): NetworkRuleArgs[] {
  return rules
    .filter(({ services }) => services?.includes(service) ?? true)
    .map(({ services: _, ...rule }) => rule);
}
