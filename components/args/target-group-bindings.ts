import type { Input } from "@pulumi/pulumi";

/** The target group of one service. */
export interface TargetGroupArgs {
  /** ARN of the target group. */
  targetGroupArn: Input<string>;
  /**
   * `ip` (the pods) or `instance` (the nodes, by a Service of the type NodePort).
   * @default "ip"
   */
  targetType?: Input<string>;
  /**
   * `ipv4` or `ipv6`.
   * @default "ipv4"
   */
  ipAddressType?: Input<string>;
  /** Id of the VPC, where it isn't the cluster's. */
  vpcId?: Input<string>;
}

/** Target groups of AWS load balancers that the pods are registered in. */
export interface TargetGroupBindingsSettingsArgs {
  /** Dex. */
  dex?: TargetGroupArgs;
  /** Membership. */
  membership?: TargetGroupArgs;
  /** Console. */
  console?: TargetGroupArgs;
  /** Portal. */
  portal?: TargetGroupArgs;
  /** Membership's gRPC port, for agents in other clusters. */
  grpc?: TargetGroupArgs;
}
