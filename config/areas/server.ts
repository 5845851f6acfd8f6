import * as z from "zod";
import { port, stringMap, text, textList } from "../fields";
import { optional, required } from "../notes";
import { cidr, clusterIp, labelKey, portName } from "../text-formats";

/** The Service before a server's pods. */
export const service = z.strictObject({
  type: optional(z.enum(["ClusterIP", "NodePort", "LoadBalancer"]), "Type of the Service.", {
    default: "ClusterIP",
  }),
  clusterIp: optional(text(clusterIp), "Address inside the cluster; `None` makes it headless.", {
    defaultText: "given by the cluster",
  }),
  nodePorts: optional(
    z.record(z.string(), port()),
    "Ports on every node by the names of the Service's ports, with `NodePort` and `LoadBalancer`: `http`, and with agents `grpc`; Dex also has `telemetry`.",
    { defaultText: "given by the cluster" },
  ),
  loadBalancerClass: optional(text(labelKey), "Class of the load balancer.", {
    defaultText: "the cluster's own",
  }),
  loadBalancerSourceRanges: optional(
    textList(cidr),
    "Networks, as CIDR, that may reach the load balancer.",
    { defaultText: "all" },
  ),
  externalTrafficPolicy: optional(
    z.enum(["Cluster", "Local"]),
    "Whether nodes pass outside traffic on to pods of other nodes.",
    { default: "Cluster" },
  ),
  annotations: optional(stringMap(), "Annotations of the Service."),
  labels: optional(stringMap(), "Further labels of the Service."),
});

/** A further port of a server. */
export const extraPort = z.strictObject({
  name: required(text(portName), "Name, as Kubernetes names ports."),
  port: required(port(), "TCP port."),
  appProtocol: optional(text(labelKey), "Protocol above TCP, e.g. `https` or `kubernetes.io/h2c`."),
});

const timing = (period: number, timeout: number, failures: number) =>
  z.strictObject({
    initialDelaySeconds: optional(z.int().min(0), "Time before the first look, in seconds.", {
      default: 0,
    }),
    periodSeconds: optional(z.int().min(1), "Time between looks, in seconds.", { default: period }),
    timeoutSeconds: optional(z.int().min(1), "Time that an answer may take, in seconds.", {
      default: timeout,
    }),
    failureThreshold: optional(z.int().min(1), "Failures in a row that count.", {
      default: failures,
    }),
  });

/** Timing of a server's probes. */
export const probes = z.strictObject({
  startup: optional(timing(3, 3, 60), "Whether the server has come up."),
  readiness: optional(timing(5, 3, 3), "Whether the server gets requests."),
  liveness: optional(timing(20, 5, 6), "Whether the server must be restarted."),
});

const scrapeTime = z
  .string()
  .regex(/^(\d+(ms|s|m|h))+$/, "is not a time. Write it like 30s or 1m.");

/** Metrics for the Prometheus operator. */
export const serviceMonitor = z.strictObject({
  enabled: optional(
    z.boolean(),
    "Make a ServiceMonitor; the cluster must have the kinds of the Prometheus operator.",
    { default: false },
  ),
  interval: optional(scrapeTime, "Time between scrapes.", { default: "30s" }),
  scrapeTimeout: optional(scrapeTime, "Time that a scrape may take.", {
    defaultText: "that of Prometheus",
  }),
  labels: optional(stringMap(), "Labels by which Prometheus chooses its monitors."),
});
