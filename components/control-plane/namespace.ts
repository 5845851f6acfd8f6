import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../../facts/defaults";
import type { ControlPlaneArgs } from "../args/control-plane";

/**
 * The namespace of a control plane; a value that waits for its creation. Every pod in it must pass
 * the Pod Security level `restricted`, unless another is chosen.
 */
export function createNamespace(
  parent: pulumi.ComponentResource,
  name: string,
  args: ControlPlaneArgs,
): pulumi.Output<string> {
  const namespace = args.namespace ?? defaults.namespace;
  if (args.createNamespace === false) return pulumi.output(namespace);
  return new k8s.core.v1.Namespace(
    `${name}-namespace`,
    {
      metadata: {
        name: namespace,
        labels: {
          "app.kubernetes.io/part-of": "formance-control-plane",
          "app.kubernetes.io/managed-by": "pulumi",
          "pod-security.kubernetes.io/enforce": args.podSecurity ?? defaults.podSecurity,
        },
      },
    },
    { parent },
  ).metadata.name;
}
