// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** NetworkPolicies of the control plane's pods. */
export interface NetworkPoliciesSettingsArgs extends NetworkDnsArgs {
  /**
   * Create NetworkPolicies. Without them, every pod in the cluster can reach these pods, and an
   * attacker inside one can reach everything.
   * @default true
   */
  enabled?: boolean;
  /**
   * Pods of the ingress controller or Gateway, or addresses of the load balancer.
   * @default every peer, because the services are public
   */
  entry?: NetworkPeerArgs[];
  /**
   * Agents of regions, which connect to Membership's gRPC port.
   * @default every peer, because agents run in other clusters
   */
  agents?: NetworkPeerArgs[];
  /**
   * Peers that scrape Dex's metrics.
   * @default none; every pod of the cluster with a ServiceMonitor
   */
  monitoring?: NetworkPeerArgs[];
  /** Additional allowed connections to the servers. */
  extraIngress?: NetworkExtraRuleArgs[];
  /** Additional allowed connections from the pods, such as to a proxy. */
  extraEgress?: NetworkExtraRuleArgs[];
}

/** How the pods resolve names. */
export interface NetworkDnsArgs {
  /**
   * DNS servers of the cluster.
   * @default pods with the label `k8s-app: kube-dns`, and the node-local cache at 169.254.20.10
   */
  dns?: NetworkPeerArgs[];
}

/** The other end of a connection: pods, or addresses. */
export interface NetworkPeerArgs {
  /**
   * Namespace of the pods.
   * @default every namespace
   */
  namespace?: Input<string>;
  /**
   * Labels of the pods.
   * @default every pod
   */
  podLabels?: Input<{ [key: string]: Input<string> }>;
  /**
   * Addresses outside the cluster, in CIDR notation; not with the other keys.
   * @example "10.0.0.0/8"
   */
  cidr?: Input<string>;
  /** Addresses inside `cidr` to exclude, in CIDR notation. */
  exceptCidrs?: Input<Input<string>[]>;
}

/** Additional allowed connections. */
export interface NetworkExtraRuleArgs extends NetworkPortsArgs {
  /**
   * Services that the rule applies to. `dex`, `membership`, `console` or `portal`.
   * @default all four services
   */
  services?: string[];
  /**
   * Peers at the other end of the connection.
   * @default every peer, inside and outside the cluster
   */
  peers?: NetworkPeerArgs[];
}

/** An additional allowed connection. */
export interface NetworkPortsArgs {
  /**
   * Destination ports of the connection.
   * @default every port
   */
  ports?: Input<Input<number>[]>;
  /**
   * Protocols. `TCP` or `UDP`.
   * @default ["TCP"]
   */
  protocols?: Input<Input<string>[]>;
}
