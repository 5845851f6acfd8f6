import * as z from "zod";
import { objectName, port, text } from "../fields";
import { labels } from "../kubernetes-form";
import { objectsIn } from "../interfaces";
import { optional } from "../notes";
import { addressRange } from "../text-formats";

const object = objectsIn("network");

const peer = object("NetworkPeerArgs", "The other end of a connection: pods, or addresses.", {
  namespace: optional(objectName(), "Namespace of the pods.", { defaultText: "every namespace" }),
  podLabels: optional(labels(), "Labels of the pods.", { defaultText: "every pod" }),
  cidr: optional(
    text(addressRange),
    "Addresses outside the cluster, in CIDR notation; not with the other keys.",
    { example: "10.0.0.0/8" },
  ),
  exceptCidrs: optional(
    z.array(text(addressRange)).min(1),
    "Addresses inside `cidr` to exclude, in CIDR notation.",
  ),
});

const peers = () => z.array(peer).min(1);

const ports = object("NetworkPortsArgs", "An additional allowed connection.", {
  ports: optional(z.array(port()).min(1), "Destination ports of the connection.", {
    defaultText: "every port",
  }),
  protocols: optional(z.array(z.enum(["TCP", "UDP"])).min(1), "Protocols.", { default: ["TCP"] }),
});

const extraRule = object("NetworkExtraRuleArgs", "Additional allowed connections.", {
  services: optional(
    z.array(z.enum(["dex", "membership", "console", "portal"])).min(1),
    "Services that the rule applies to.",
    { defaultText: "all four services", plain: true },
  ),
  peers: optional(peers(), "Peers at the other end of the connection.", {
    defaultText: "every peer, inside and outside the cluster",
  }),
  ...ports.shape,
});

const dns = object("NetworkDnsArgs", "How the pods resolve names.", {
  dns: optional(peers(), "DNS servers of the cluster.", {
    defaultText:
      "pods with the label `k8s-app: kube-dns`, and the node-local cache at 169.254.20.10",
  }),
});

/** NetworkPolicies of the control plane's pods. */
export const networkPolicies = object(
  "NetworkPoliciesSettingsArgs",
  "NetworkPolicies of the control plane's pods.",
  {
    enabled: optional(
      z.boolean(),
      "Create NetworkPolicies. Without them, every pod in the cluster can reach these pods, and an attacker inside one can reach everything.",
      { default: true, plain: true },
    ),
    entry: optional(
      peers(),
      "Pods of the ingress controller or Gateway, or addresses of the load balancer.",
      { defaultText: "every peer, because the services are public" },
    ),
    agents: optional(peers(), "Agents of regions, which connect to Membership's gRPC port.", {
      defaultText: "every peer, because agents run in other clusters",
    }),
    monitoring: optional(peers(), "Peers that scrape Dex's metrics.", {
      defaultText: "none; every pod of the cluster with a ServiceMonitor",
    }),
    ...dns.shape,
    extraIngress: optional(z.array(extraRule), "Additional allowed connections to the servers."),
    extraEgress: optional(
      z.array(extraRule),
      "Additional allowed connections from the pods, such as to a proxy.",
    ),
  },
);
