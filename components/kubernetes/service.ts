import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { optional } from "../optional";
import type { WorkloadServiceArgs } from "../server-args";
import { labels, selectorLabels, type Identity } from "./labels";

/** One port of a Service and of the container behind it. */
export interface WorkloadPort {
  readonly name: string;
  readonly port: number;
  /** Protocol above TCP, for load balancers and meshes, e.g. `http`. */
  readonly appProtocol?: string;
}

/** The Service before a server's pods, with named ports. */
export function createService(
  parent: pulumi.ComponentResource,
  name: string,
  spec: {
    readonly identity: Identity;
    readonly namespace: pulumi.Input<string>;
    readonly ports: readonly WorkloadPort[];
    readonly args: WorkloadServiceArgs | undefined;
  },
): k8s.core.v1.Service {
  const { identity, namespace, ports, args } = spec;
  return new k8s.core.v1.Service(
    name,
    {
      metadata: {
        name,
        namespace,
        labels: withOwn(args?.labels, labels(identity)),
        ...optional("annotations", args?.annotations),
      },
      spec: {
        type: args?.type ?? "ClusterIP",
        ...optional("clusterIP", args?.clusterIp),
        ...optional("loadBalancerClass", args?.loadBalancerClass),
        ...optional("loadBalancerSourceRanges", args?.loadBalancerSourceRanges),
        ...optional("externalTrafficPolicy", args?.externalTrafficPolicy),
        selector: selectorLabels(identity),
        ports: ports.map(({ name: port, port: number, appProtocol }) => ({
          name: port,
          port: number,
          targetPort: port,
          protocol: "TCP",
          ...optional("appProtocol", appProtocol),
          ...optional("nodePort", args?.nodePorts?.[port]),
        })),
      },
    },
    { parent },
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
