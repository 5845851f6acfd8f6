import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../check-arguments";
import { labels, partLabels } from "../kubernetes/labels";
import { policyRules } from "../kubernetes/network-policy";
import type { NetworkPeerArgs } from "../args/network";
import type { NetworkPoliciesArgs } from "./network-policies-args";

/** Where DNS answers in most clusters; the second is the cache that may run on each node. */
const usualDns: NetworkPeerArgs[] = [
  { podLabels: { "k8s-app": "kube-dns" } },
  { cidr: "169.254.20.10/32" },
];

/**
 * The network of a control plane's pods: only the listed connections, in both directions. Other pods
 * in the namespace aren't affected. A cluster whose network doesn't enforce policies ignores them.
 *
 * Creates: a NetworkPolicy for each entry of `pods`, one for DNS, and one that denies the rest.
 */
export class NetworkPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("formance-control-plane:index:NetworkPolicies", name, {}, opts);
    checkArguments(this, "NetworkPolicies", name, args);
    const { namespace, instance, dns = usualDns } = args;
    const identity = { instance, service: "network" };
    const create = (
      role: string,
      spec: Omit<k8s.types.input.networking.v1.NetworkPolicySpec, "policyTypes">,
      dependsOn: pulumi.Resource[] = [],
    ) =>
      new k8s.networking.v1.NetworkPolicy(
        `${name}-${role}`,
        {
          metadata: { name: `${name}-${role}`, namespace, labels: labels(identity, role) },
          spec: { ...spec, policyTypes: ["Ingress", "Egress"] },
        },
        { parent: this, dependsOn },
      );

    const all = { matchLabels: partLabels(instance) };
    const allowing = args.pods.map((pods) =>
      create(pods.name, {
        podSelector: {
          matchLabels: { ...partLabels(instance), "app.kubernetes.io/name": pods.service },
          matchExpressions: [
            {
              key: "app.kubernetes.io/component",
              operator: pods.jobs === true ? "NotIn" : "In",
              values: ["server"],
            },
          ],
        },
        ...policyRules(pods.ingress, pods.egress),
      }),
    );
    const names = policyRules(undefined, [{ peers: dns, ports: [53], protocols: ["UDP", "TCP"] }]);
    allowing.push(create("dns", { podSelector: all, ...names }));
    // Last, so that pods which run already are never cut off from what they need.
    create("deny", { podSelector: all }, allowing);
    this.registerOutputs({});
  }
}
