import type { Input } from "@pulumi/pulumi";

/** The Service before a server's pods. */
export interface WorkloadServiceArgs {
  /**
   * `ClusterIP`, `NodePort` or `LoadBalancer`.
   * @default "ClusterIP"
   */
  type?: Input<string>;
  /** Address inside the cluster; `None` for a headless Service. */
  clusterIp?: Input<string>;
  /** Ports on every node by the names of the Service's ports, with `NodePort` and `LoadBalancer`. */
  nodePorts?: { [port: string]: Input<number> };
  /** Class of the load balancer. */
  loadBalancerClass?: Input<string>;
  /** Networks, as CIDR, that may reach the load balancer. */
  loadBalancerSourceRanges?: Input<Input<string>[]>;
  /**
   * `Cluster` or `Local`: whether nodes pass outside traffic on to pods of other nodes.
   * @default "Cluster"
   */
  externalTrafficPolicy?: Input<string>;
  /** Annotations of the Service. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Further labels of the Service. */
  labels?: Input<{ [key: string]: Input<string> }>;
}

/** A further port of a server, of its container and of its Service. */
export interface ExtraPortArgs {
  /** Name, as Kubernetes names ports. */
  name: string;
  /** TCP port. */
  port: number;
  /**
   * Protocol above TCP, e.g. `https` or `kubernetes.io/h2c`.
   * @default none
   */
  appProtocol?: string;
}

/** Timing of one probe. What is absent has the default of that probe. */
export interface ProbeTimingArgs {
  /**
   * Time before the first look, in seconds.
   * @default 0
   */
  initialDelaySeconds?: Input<number>;
  /** Time between looks, in seconds. */
  periodSeconds?: Input<number>;
  /** Time that an answer may take, in seconds. */
  timeoutSeconds?: Input<number>;
  /** Failures in a row that count. */
  failureThreshold?: Input<number>;
}

/** Timing of a server's probes. */
export interface ProbesArgs {
  /** Whether the server has come up; by default every 3 s, for 3 minutes. */
  startup?: ProbeTimingArgs;
  /** Whether the server gets requests; by default every 5 s, out after 3 failures. */
  readiness?: ProbeTimingArgs;
  /** Whether the server must be restarted; by default every 20 s, after 6 failures. */
  liveness?: ProbeTimingArgs;
}
