import type { Input } from "@pulumi/pulumi";
import type { NetworkDnsArgs, NetworkPeerArgs, NetworkPortsArgs } from "../args/network";

/** Connections that are allowed. An empty list of ports allows nothing. */
export interface NetworkRuleArgs extends NetworkPortsArgs {
  /**
   * Peers at the other end of the connection.
   * @default every peer, inside and outside the cluster
   */
  peers?: Input<Input<NetworkPeerArgs>[]>;
}

/** The connections to and from some pods of the control plane. */
export interface NetworkPodsArgs {
  /** Short name; the last part of the policy's name. */
  name: string;
  /** Label `app.kubernetes.io/name` of the pods, such as `membership` or `console-v3`. */
  service: string;
  /**
   * The pods of the service's Jobs and CronJobs, instead of those of its server.
   * @default false
   */
  jobs?: boolean;
  /** Connections to the pods. */
  ingress?: Input<Input<NetworkRuleArgs>[]>;
  /** Connections from the pods; DNS is always allowed. */
  egress?: Input<Input<NetworkRuleArgs>[]>;
}

/** Arguments of `NetworkPolicies`. */
export interface NetworkPoliciesArgs extends NetworkDnsArgs {
  /** Kubernetes namespace. */
  namespace: Input<string>;
  /** Value of the label `app.kubernetes.io/instance` of the pods. */
  instance: string;
  /** The pods, and what they need. */
  pods: NetworkPodsArgs[];
}
