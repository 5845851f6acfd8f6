import type { Input } from "@pulumi/pulumi";
import type { NetworkPeerArgs } from "./network";

/** Connections that are allowed besides those that the control plane needs. */
export interface NetworkExtraRuleArgs {
  /**
   * Services that are meant: `dex`, `membership`, `console`, `portal`.
   * @default all of them
   */
  services?: string[];
  /**
   * Who is at the other end.
   * @default everybody, inside and outside the cluster
   */
  peers?: NetworkPeerArgs[];
  /**
   * Ports of the pods that are connected to.
   * @default every port
   */
  ports?: Input<Input<number>[]>;
  /**
   * `TCP` or `UDP`.
   * @default ["TCP"]
   */
  protocols?: Input<Input<string>[]>;
}

/** What the pods may be asked over the network, and may ask. */
export interface NetworkPoliciesSettingsArgs {
  /**
   * Make NetworkPolicies. Without them every pod of the cluster reaches these pods, and these pods
   * everything: a service that was broken into can look around.
   * @default true
   */
  enabled?: boolean;
  /**
   * The ingress controller's or gateway's pods, or the load balancer's addresses.
   * @default everybody: what stands in front is not known, and the services are public
   */
  entry?: NetworkPeerArgs[];
  /**
   * The agents of regions, which connect to Membership's gRPC port.
   * @default everybody, as agents run in other clusters
   */
  agents?: NetworkPeerArgs[];
  /**
   * Who reads the metrics of Dex.
   * @default nobody; with a ServiceMonitor every pod of the cluster
   */
  monitoring?: NetworkPeerArgs[];
  /**
   * The cluster's DNS servers.
   * @default the pods with the label `k8s-app: kube-dns`, and the node's cache at 169.254.20.10
   */
  dns?: NetworkPeerArgs[];
  /** Further connections to the servers. */
  extraIngress?: NetworkExtraRuleArgs[];
  /** Further connections from the pods, e.g. to a proxy. */
  extraEgress?: NetworkExtraRuleArgs[];
}
