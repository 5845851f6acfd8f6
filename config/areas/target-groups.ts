import * as z from "zod";
import { perPublicName, type PublicName } from "../../facts/public-addresses";
import { text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { targetGroupArn, vpcId } from "../text-formats";

const object = objectsIn("target-groups");

const group = (_name: PublicName, title: string) =>
  optional(
    object("TargetGroupArgs", "The target group of one service.", {
      targetGroupArn: required(text(targetGroupArn), "ARN of the target group."),
      targetType: optional(
        z.enum(["ip", "instance"]),
        "Type of the targets: the pods (`ip`), or the nodes through a NodePort Service (`instance`).",
        { default: "ip" },
      ),
      ipAddressType: optional(z.enum(["ipv4", "ipv6"]), "IP version of the targets' addresses.", {
        default: "ipv4",
      }),
      vpcId: optional(text(vpcId), "Id of the VPC of the target group.", {
        defaultText: "the cluster's VPC",
      }),
    }),
    `Target group of ${title}.`,
  );

/** The public entry by AWS load balancers. */
export const targetGroupBindings = object(
  "TargetGroupBindingsSettingsArgs",
  "AWS target groups to register the pods with.",
  perPublicName(group),
);
