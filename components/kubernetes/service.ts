import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { workloadServiceDefaults } from "../../facts/defaults";
import type { WorkloadServiceArgs } from "../args/server";
import { adoptionAnnotation } from "./adoption";
import { labels, selectorLabels, type Identity } from "./labels";
import { mergeTexts } from "./texts";

/** One port of a Service and of the container behind it. */
export interface WorkloadPort {
  readonly name: string;
  readonly port: number;
  /** Protocol above TCP, for load balancers and meshes, e.g. `http`. */
  readonly appProtocol?: string;
}

/**
 * The Service before a server's pods, with named ports. One that is adopted keeps its name, and
 * leads to the new pods once they are ready.
 */
export function createService(
  parent: pulumi.ComponentResource,
  name: string,
  spec: {
    readonly identity: Identity;
    readonly namespace: pulumi.Input<string>;
    readonly ports: readonly WorkloadPort[];
    readonly args: WorkloadServiceArgs | undefined;
    readonly adopted?: string | undefined;
    readonly deployment: k8s.apps.v1.Deployment;
  },
): k8s.core.v1.Service {
  const { identity, namespace, ports, args, adopted, deployment } = spec;
  return new k8s.core.v1.Service(
    name,
    {
      metadata: {
        name: adopted ?? name,
        namespace,
        labels: withOwn(args?.labels, labels(identity)),
        annotations:
          adopted === undefined
            ? args?.annotations
            : mergeTexts(args?.annotations, adoptionAnnotation),
      },
      spec: {
        type: args?.type ?? workloadServiceDefaults.type,
        clusterIP: args?.clusterIp,
        loadBalancerClass: args?.loadBalancerClass,
        loadBalancerSourceRanges: args?.loadBalancerSourceRanges,
        externalTrafficPolicy: args?.externalTrafficPolicy,
        selector: selectorLabels(identity),
        ports: ports.map(({ name: port, port: number, appProtocol }) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: "TCP",
          appProtocol,
          nodePort: args?.nodePorts?.[port],
        })),
      },
    },
    // Others' pods answer behind an adopted Service until its own do.
    { parent, dependsOn: adopted === undefined ? undefined : [deployment] },
  );
}

/** Further labels and the control plane's own, which selectors rely on. */
export function withOwn(
  further: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  own: Record<string, string>,
): pulumi.Input<Record<string, string>> {
  if (further === undefined) return own;
  return pulumi.output(further).apply((given) => ({ ...given, ...own }));
}
