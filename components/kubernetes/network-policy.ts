import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { networkPortsDefaults } from "../../facts/defaults";
import type { NetworkRuleArgs } from "../network/network-policies-args";

type Peer = types.input.networking.v1.NetworkPolicyPeer;
type Port = types.input.networking.v1.NetworkPolicyPort;
type Rules = pulumi.Input<pulumi.Input<NetworkRuleArgs>[]>;
type KnownRule = pulumi.Unwrap<NetworkRuleArgs>;
type KnownPeer = NonNullable<KnownRule["peers"]>[number];

/** Both ends of the rules, as a NetworkPolicy has them; absent where there are none. */
export interface PolicyRules {
  readonly ingress?: pulumi.Output<types.input.networking.v1.NetworkPolicyIngressRule[]>;
  readonly egress?: pulumi.Output<types.input.networking.v1.NetworkPolicyEgressRule[]>;
}

/**
 * The rules in the form of Kubernetes. An end without rules is left out: the API server drops empty
 * lists, and would take each apply of one for a change.
 */
export function policyRules(ingress: Rules | undefined, egress: Rules | undefined): PolicyRules {
  return {
    ingress:
      ingress &&
      sound(ingress).apply((rules) =>
        rules.map((rule) => ({ from: rule.peers?.map(toPeer), ports: portsOf(rule) })),
      ),
    egress:
      egress &&
      sound(egress).apply((rules) =>
        rules.map((rule) => ({ to: rule.peers?.map(toPeer), ports: portsOf(rule) })),
      ),
  };
}

/** To Kubernetes an empty list means everybody and every port; here it means none, so it goes. */
function sound(rules: Rules): pulumi.Output<KnownRule[]> {
  return pulumi
    .output(rules)
    .apply((known) =>
      known.filter(({ peers, ports }) => peers?.length !== 0 && ports?.length !== 0),
    );
}

function toPeer({ namespace, podLabels, cidr, exceptCidrs }: KnownPeer): Peer {
  if (cidr !== undefined) {
    return { ipBlock: { cidr, except: exceptCidrs } };
  }
  return {
    namespaceSelector:
      namespace === undefined ? {} : { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: podLabels && { matchLabels: podLabels },
  };
}

function portsOf({ ports, protocols = [...networkPortsDefaults.protocols] }: KnownRule): Port[] {
  return protocols.flatMap((protocol) =>
    ports === undefined ? [{ protocol }] : ports.map((port) => ({ protocol, port })),
  );
}
