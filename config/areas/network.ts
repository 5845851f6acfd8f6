import * as z from "zod";
import { objectName, port, stringMap, text } from "../fields";
import { optional } from "../notes";
import { addressRange } from "../text-formats";

const peer = z.strictObject({
  namespace: optional(objectName(), "Namespace of the pods.", { defaultText: "every namespace" }),
  podLabels: optional(stringMap(), "Labels of the pods.", { defaultText: "every pod" }),
  cidr: optional(
    text(addressRange),
    "Addresses outside the cluster, e.g. `10.0.0.0/8`; not together with the others.",
  ),
  exceptCidrs: optional(
    z.array(text(addressRange)).min(1),
    "Addresses inside `cidr` that are not meant.",
  ),
});

const peers = () => z.array(peer).min(1);

const extraRule = z.strictObject({
  services: optional(
    z.array(z.enum(["dex", "membership", "console", "portal"])).min(1),
    "Services that are meant.",
    { defaultText: "all of them" },
  ),
  peers: optional(peers(), "Who is at the other end.", {
    defaultText: "everybody, inside and outside the cluster",
  }),
  ports: optional(z.array(port()).min(1), "Ports of the pods that are connected to.", {
    defaultText: "every port",
  }),
  protocols: optional(z.array(z.enum(["TCP", "UDP"])).min(1), "Protocols.", { default: ["TCP"] }),
});

/** NetworkPolicies of the control plane's pods. */
export const networkPolicies = z.strictObject({
  enabled: optional(
    z.boolean(),
    "Make NetworkPolicies. Without them every pod of the cluster reaches these pods, and these pods everything: a service that was broken into can look around.",
    { default: true },
  ),
  entry: optional(
    peers(),
    "The ingress controller's or gateway's pods, or the load balancer's addresses.",
    { defaultText: "everybody: what stands in front is not known, and the services are public" },
  ),
  agents: optional(peers(), "The agents of regions, which connect to Membership's gRPC port.", {
    defaultText: "everybody, as agents run in other clusters",
  }),
  monitoring: optional(peers(), "Who reads the metrics of Dex.", {
    defaultText: "nobody; with a ServiceMonitor every pod of the cluster",
  }),
  dns: optional(peers(), "The cluster's DNS servers.", {
    defaultText:
      "the pods with the label `k8s-app: kube-dns`, and the node's cache at 169.254.20.10",
  }),
  extraIngress: optional(z.array(extraRule), "Further connections to the servers."),
  extraEgress: optional(z.array(extraRule), "Further connections from the pods, e.g. to a proxy."),
});
