import * as z from "zod";
import { text } from "../fields";
import { optional, required } from "../notes";
import { targetGroupArn, vpcId } from "../text-formats";

const group = (title: string) =>
  optional(
    z.strictObject({
      targetGroupArn: required(text(targetGroupArn), "ARN of the target group."),
      targetType: optional(
        z.enum(["ip", "instance"]),
        "What is registered: the pods (`ip`), or the nodes by a Service of the type NodePort.",
        { default: "ip" },
      ),
      ipAddressType: optional(z.enum(["ipv4", "ipv6"]), "Kind of the addresses.", {
        default: "ipv4",
      }),
      vpcId: optional(text(vpcId), "Id of the VPC.", { defaultText: "the cluster's" }),
    }),
    `Target group of ${title}.`,
  );

/** The public entry by AWS load balancers. */
export const targetGroupBindings = z.strictObject({
  dex: group("Dex"),
  membership: group("Membership"),
  console: group("Console"),
  portal: group("Portal"),
  grpc: group("Membership's gRPC port, for agents in other clusters"),
});
