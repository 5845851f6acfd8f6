// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** Metrics for the Prometheus operator. */
export interface ServiceMonitorArgs {
  /**
   * Create a ServiceMonitor; the cluster needs the Prometheus operator's CRDs.
   * @default false
   */
  enabled?: boolean;
  /**
   * Time between scrapes, as a Prometheus duration.
   * @default "30s"
   */
  interval?: Input<string>;
  /**
   * Timeout of a scrape, as a Prometheus duration.
   * @default Prometheus' own
   */
  scrapeTimeout?: Input<string>;
  /** Labels by which Prometheus selects its monitors. */
  labels?: { [key: string]: Input<string> };
}

/** The Service in front of a server's pods. */
export interface WorkloadServiceArgs {
  /**
   * Type of the Service. `ClusterIP`, `NodePort` or `LoadBalancer`.
   * @default "ClusterIP"
   */
  type?: Input<string>;
  /**
   * Cluster IP of the Service; `None` makes it headless.
   * @default assigned by the cluster
   */
  clusterIp?: Input<string>;
  /**
   * Node ports by the name of the Service's port, with `NodePort` and `LoadBalancer`: `http`, with
   * agents `grpc`, and for Dex `telemetry`.
   * @default assigned by the cluster
   * @example {
   *   "http": 30080
   * }
   */
  nodePorts?: { [key: string]: Input<number> };
  /**
   * Class of the load balancer.
   * @default the cluster's default
   */
  loadBalancerClass?: Input<string>;
  /**
   * Networks that may reach the load balancer, in CIDR notation.
   * @default all
   * @example [
   *   "203.0.113.0/24"
   * ]
   */
  loadBalancerSourceRanges?: Input<Input<string>[]>;
  /**
   * Whether nodes route external traffic to pods on all nodes (`Cluster`) or only to their own
   * (`Local`).
   * @default "Cluster"
   */
  externalTrafficPolicy?: Input<string>;
  /** Annotations of the Service. */
  annotations?: Input<{ [key: string]: Input<string> }>;
  /** Additional labels of the Service. */
  labels?: Input<{ [key: string]: Input<string> }>;
}

/** An additional port of a server, on its container and its Service. */
export interface ExtraPortArgs {
  /** Name of the port, as Kubernetes allows it. */
  name: string;
  /** TCP port. */
  port: number;
  /**
   * Application protocol of the port.
   * @example "kubernetes.io/h2c"
   */
  appProtocol?: string;
}

/** Timing of a server's probes. */
export interface ProbesArgs {
  /** Probe that the server has started. */
  startup?: ProbeTimingArgs;
  /** Probe that the server can take requests. */
  readiness?: ProbeTimingArgs;
  /** Probe whose failure restarts the container. */
  liveness?: ProbeTimingArgs;
}

/** Timing of one probe. */
export interface ProbeTimingArgs {
  /**
   * Delay before the first probe, in seconds.
   * @default 0
   */
  initialDelaySeconds?: Input<number>;
  /**
   * Time between probes, in seconds.
   * @default 3 for startup; 5 for readiness; 20 for liveness
   */
  periodSeconds?: Input<number>;
  /**
   * Timeout of a probe, in seconds.
   * @default 3 for startup, readiness; 5 for liveness
   */
  timeoutSeconds?: Input<number>;
  /**
   * Consecutive failures after which the probe fails.
   * @default 60 for startup; 3 for readiness; 6 for liveness
   */
  failureThreshold?: Input<number>;
}
