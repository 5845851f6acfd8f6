// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** AWS target groups to register the pods with. */
export interface TargetGroupBindingsSettingsArgs {
  /** Target group of Dex. */
  dex?: TargetGroupArgs;
  /** Target group of Membership. */
  membership?: TargetGroupArgs;
  /** Target group of Console. */
  console?: TargetGroupArgs;
  /** Target group of Portal. */
  portal?: TargetGroupArgs;
  /** Target group of Membership's gRPC port, for agents in other clusters. */
  grpc?: TargetGroupArgs;
}

/** The target group of one service. */
export interface TargetGroupArgs {
  /** ARN of the target group. */
  targetGroupArn: Input<string>;
  /**
   * Type of the targets: the pods (`ip`), or the nodes through a NodePort Service (`instance`).
   * @default "ip"
   */
  targetType?: Input<string>;
  /**
   * IP version of the targets' addresses. `ipv4` or `ipv6`.
   * @default "ipv4"
   */
  ipAddressType?: Input<string>;
  /**
   * Id of the VPC of the target group.
   * @default the cluster's VPC
   */
  vpcId?: Input<string>;
}
