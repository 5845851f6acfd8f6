import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { targetGroupDefaults } from "../../facts/defaults";
import { adoptionAnnotation } from "../kubernetes/adoption";
import { labels } from "../kubernetes/labels";
import type { TargetGroupArgs } from "../args/target-groups";

/** One service in a target group. */
export interface TargetGroupBindingArgs extends TargetGroupArgs {
  /** Short name of the binding; part of the object's name. */
  name: string;
  /** Name of the Service. */
  serviceName: pulumi.Input<string>;
  /** Number of the Service's port. */
  servicePort: pulumi.Input<number>;
  /**
   * Name of an existing binding to take over. The Kubernetes provider allows this only with
   * `upsertExistingObjects`.
   * @default none: a binding with its own name is created
   */
  adopted?: string;
}

/** Arguments of {@link TargetGroupBindings}. */
export interface TargetGroupBindingsArgs {
  /** Kubernetes namespace. */
  namespace: pulumi.Input<string>;
  /** The services and their target groups. */
  bindings: TargetGroupBindingArgs[];
  /** Value of the label `app.kubernetes.io/instance`. @default the component's name */
  instance?: string;
}

/**
 * The public entry through AWS load balancers that are created elsewhere: their controller keeps the
 * pods of each service registered in its target group.
 *
 * Creates: a `TargetGroupBinding` (`elbv2.k8s.aws/v1beta1`) for each service.
 */
export class TargetGroupBindings extends pulumi.ComponentResource {
  constructor(name: string, args: TargetGroupBindingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:TargetGroupBindings", name, {}, opts);
    checkArguments(this, "TargetGroupBindings", name, args);
    const identity = { instance: args.instance ?? name, service: "target-group" };
    for (const binding of args.bindings) {
      new k8s.apiextensions.CustomResource(
        `${name}-${binding.name}`,
        {
          apiVersion: "elbv2.k8s.aws/v1beta1",
          kind: "TargetGroupBinding",
          metadata: {
            name: binding.adopted ?? `${name}-${binding.name}`,
            namespace: args.namespace,
            labels: labels(identity, binding.name),
            annotations: binding.adopted === undefined ? undefined : adoptionAnnotation,
          },
          spec: {
            targetGroupARN: binding.targetGroupArn,
            targetType: binding.targetType ?? targetGroupDefaults.targetType,
            ipAddressType: binding.ipAddressType ?? targetGroupDefaults.ipAddressType,
            vpcID: binding.vpcId,
            serviceRef: { name: binding.serviceName, port: binding.servicePort },
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
