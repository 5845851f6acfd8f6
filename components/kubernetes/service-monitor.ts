import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { serviceMonitorDefaults } from "../../facts/defaults";
import type { ServiceMonitorArgs } from "../args/server";
import { labels, selectorLabels, type Identity } from "./labels";

/** Tells the Prometheus operator, whose kinds the cluster must have, to scrape a Service's port. */
export function createServiceMonitor(
  parent: pulumi.ComponentResource,
  name: string,
  spec: {
    readonly identity: Identity;
    readonly namespace: pulumi.Input<string>;
    readonly port: string;
    readonly args: ServiceMonitorArgs | undefined;
    readonly dependsOn: readonly pulumi.Resource[];
  },
): void {
  const { identity, namespace, port, args } = spec;
  if (args?.enabled !== true) return;
  new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name, namespace, labels: { ...args.labels, ...labels(identity) } },
      spec: {
        selector: { matchLabels: selectorLabels(identity) },
        endpoints: [
          {
            port,
            path: "/metrics",
            interval: args.interval ?? serviceMonitorDefaults.interval,
            scrapeTimeout: args.scrapeTimeout,
          },
        ],
      },
    },
    { parent, dependsOn: [...spec.dependsOn] },
  );
}
