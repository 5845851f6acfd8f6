import type { BadConfig } from "./bad-config";

const range =
  "is not an address range. Write it like 10.0.0.0/8, or 10.0.0.1/32 for a single address.";

export const wrongNetwork: readonly BadConfig[] = [
  {
    name: "an address for a range, and a range that is too long",
    change: { networkPolicies: { entry: [{ cidr: "10.0.0.1" }, { cidr: "10.0.0.0/33" }] } },
    problems: {
      "networkPolicies.entry[0].cidr": range,
      "networkPolicies.entry[1].cidr": range,
    },
  },
  {
    name: "pods and addresses in one peer",
    change: {
      networkPolicies: { monitoring: [{ cidr: "10.0.0.0/8", namespace: "n", podLabels: {} }] },
    },
    problems: {
      "networkPolicies.monitoring[0].namespace":
        "can't be combined with cidr: a peer is either pods or addresses. Write two peers.",
      "networkPolicies.monitoring[0].podLabels":
        "can't be combined with cidr: a peer is either pods or addresses. Write two peers.",
    },
  },
  {
    name: "a peer that says nothing",
    change: { networkPolicies: { extraEgress: [{ peers: [{}] }] } },
    problems: {
      "networkPolicies.extraEgress[0].peers[0]":
        "selects every pod of the cluster. Give it a namespace, podLabels or a cidr, or leave peers out to allow every peer.",
    },
  },
  {
    name: "an exception of nothing",
    change: { networkPolicies: { agents: [{ namespace: "a", exceptCidrs: ["10.0.0.0/8"] }] } },
    problems: {
      "networkPolicies.agents[0].exceptCidrs": "has no effect without cidr. Add cidr.",
    },
  },
  {
    name: "lists without an entry, which would mean everybody to Kubernetes",
    change: { networkPolicies: { entry: [], extraIngress: [{ ports: [] }] } },
    problems: {
      "networkPolicies.entry": "is too short. At least 1 entry is required.",
      "networkPolicies.extraIngress[0].ports": "is too short. At least 1 entry is required.",
    },
  },
];
