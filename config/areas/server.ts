import * as z from "zod";
import { int32, port, text, textList } from "../fields";
import { annotations, labels } from "../kubernetes-form";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { cidr, clusterIp, labelKey, portName } from "../text-formats";

const object = objectsIn("server");

/** The Service in front of a server's pods. */
export const service = object("WorkloadServiceArgs", "The Service in front of a server's pods.", {
  type: optional(z.enum(["ClusterIP", "NodePort", "LoadBalancer"]), "Type of the Service.", {
    default: "ClusterIP",
  }),
  clusterIp: optional(text(clusterIp), "Cluster IP of the Service; `None` makes it headless.", {
    defaultText: "assigned by the cluster",
  }),
  nodePorts: optional(
    z.record(z.string(), port()),
    "Node ports by the name of the Service's port, with `NodePort` and `LoadBalancer`: `http`, with agents `grpc`, and for Dex `telemetry`.",
    { defaultText: "assigned by the cluster", example: { http: 30080 }, plain: "entries" },
  ),
  loadBalancerClass: optional(text(labelKey), "Class of the load balancer.", {
    defaultText: "the cluster's default",
  }),
  loadBalancerSourceRanges: optional(
    textList(cidr),
    "Networks that may reach the load balancer, in CIDR notation.",
    { defaultText: "all", example: ["203.0.113.0/24"] },
  ),
  externalTrafficPolicy: optional(
    z.enum(["Cluster", "Local"]),
    "Whether nodes route external traffic to pods on all nodes (`Cluster`) or only to their own (`Local`).",
    { default: "Cluster" },
  ),
  annotations: optional(annotations(), "Annotations of the Service."),
  labels: optional(labels(), "Additional labels of the Service."),
});

/** A further port of a server. */
export const extraPort = object(
  "ExtraPortArgs",
  "An additional port of a server, on its container and its Service.",
  {
    name: required(text(portName), "Name of the port, as Kubernetes allows it.", { plain: true }),
    port: required(port(), "TCP port.", { plain: true }),
    appProtocol: optional(text(labelKey), "Application protocol of the port.", {
      example: "kubernetes.io/h2c",
      plain: true,
    }),
  },
);

const timing = (period: number, timeout: number, failures: number) =>
  object("ProbeTimingArgs", "Timing of one probe.", {
    initialDelaySeconds: optional(int32(0), "Delay before the first probe, in seconds.", {
      default: 0,
    }),
    periodSeconds: optional(int32(1), "Time between probes, in seconds.", {
      default: period,
    }),
    timeoutSeconds: optional(int32(1), "Timeout of a probe, in seconds.", {
      default: timeout,
    }),
    failureThreshold: optional(int32(1), "Consecutive failures after which the probe fails.", {
      default: failures,
    }),
  });

/** Timing of a server's probes. */
export const probes = object("ProbesArgs", "Timing of a server's probes.", {
  startup: optional(timing(3, 3, 60), "Probe that the server has started."),
  readiness: optional(timing(5, 3, 3), "Probe that the server can take requests."),
  liveness: optional(timing(20, 5, 6), "Probe whose failure restarts the container."),
});

const scrapeTime = z
  .string()
  .regex(/^(\d+(ms|s|m|h))+$/, "is not a duration. Write it like 30s or 1m.");

/** Metrics for the Prometheus operator. */
export const serviceMonitor = object("ServiceMonitorArgs", "Metrics for the Prometheus operator.", {
  enabled: optional(
    z.boolean(),
    "Create a ServiceMonitor; the cluster needs the Prometheus operator's CRDs.",
    { default: false, plain: true },
  ),
  interval: optional(scrapeTime, "Time between scrapes, as a Prometheus duration.", {
    default: "30s",
  }),
  scrapeTimeout: optional(scrapeTime, "Timeout of a scrape, as a Prometheus duration.", {
    defaultText: "Prometheus' own",
  }),
  labels: optional(labels(), "Labels by which Prometheus selects its monitors.", {
    plain: "entries",
  }),
});
