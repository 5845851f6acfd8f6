import type { Input } from "@pulumi/pulumi";

/** Who is at the other end of a connection: pods, or addresses. Give `cidr`, or the others. */
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
  /** Addresses outside the cluster, e.g. `10.0.0.0/8`. */
  cidr?: Input<string>;
  /** Addresses inside `cidr` that are not meant. */
  exceptCidrs?: Input<Input<string>[]>;
}

/** Connections that are allowed. */
export interface NetworkRuleArgs {
  /**
   * Who is at the other end.
   * @default everybody, inside and outside the cluster
   */
  peers?: Input<Input<NetworkPeerArgs>[]>;
  /**
   * Ports of the pods that are connected to. An empty list allows nothing.
   * @default every port
   */
  ports?: Input<Input<number>[]>;
  /**
   * `TCP` or `UDP`.
   * @default ["TCP"]
   */
  protocols?: Input<Input<string>[]>;
}

/** What some pods of the control plane may be asked, and may ask. */
export interface NetworkPodsArgs {
  /** Short name; the last part of the policy's name. */
  name: string;
  /** Label `app.kubernetes.io/name` of the pods, e.g. `membership` or `console-v3`. */
  service: string;
  /**
   * The pods of the service's Jobs and CronJobs, instead of those of its server.
   * @default false
   */
  jobs?: boolean;
  /** Connections to the pods. */
  ingress?: Input<Input<NetworkRuleArgs>[]>;
  /** Connections from the pods; DNS is allowed besides. */
  egress?: Input<Input<NetworkRuleArgs>[]>;
}

/** Arguments of `NetworkPolicies`. */
export interface NetworkPoliciesArgs {
  /** Kubernetes namespace. */
  namespace: Input<string>;
  /** Value of the label `app.kubernetes.io/instance` of the pods. */
  instance: string;
  /** The pods, and what they need. */
  pods: NetworkPodsArgs[];
  /**
   * The cluster's DNS servers.
   * @default the pods with the label `k8s-app: kube-dns` in any namespace, and the node's cache at 169.254.20.10
   */
  dns?: NetworkPeerArgs[];
}
