import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** A ServiceAccount to make, unless one that exists is named. */
export interface AccountSpec {
  readonly namespace: pulumi.Input<string>;
  readonly labels: Record<string, string>;
  readonly annotations: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Name of one that exists. */
  readonly existing: pulumi.Input<string> | undefined;
}

/** The name of the ServiceAccount that pods run as; it is made where none is named. */
export function accountName(
  parent: pulumi.ComponentResource,
  name: string,
  { namespace, labels, annotations, existing }: AccountSpec,
): pulumi.Output<string> {
  if (existing !== undefined) return pulumi.output(existing);
  return new k8s.core.v1.ServiceAccount(
    name,
    {
      metadata: { name, namespace, labels, annotations },
      automountServiceAccountToken: false,
    },
    { parent },
  ).metadata.name;
}
