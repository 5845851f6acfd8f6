import type { BadConfig } from "./bad-config";

const range =
  "is not a range of addresses. Write it like 10.0.0.0/8; one address alone is 10.0.0.1/32.";

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
        "stands beside cidr: a peer is pods or addresses. Make two peers of it.",
      "networkPolicies.monitoring[0].podLabels":
        "stands beside cidr: a peer is pods or addresses. Make two peers of it.",
    },
  },
  {
    name: "a peer that says nothing",
    change: { networkPolicies: { extraEgress: [{ peers: [{}] }] } },
    problems: {
      "networkPolicies.extraEgress[0].peers[0]":
        "is every pod of the cluster. Give it a namespace, podLabels or a cidr, or leave peers out for everybody.",
    },
  },
  {
    name: "an exception of nothing",
    change: { networkPolicies: { agents: [{ namespace: "a", exceptCidrs: ["10.0.0.0/8"] }] } },
    problems: {
      "networkPolicies.agents[0].exceptCidrs": "is an exception of nothing. Give it a cidr.",
    },
  },
  {
    name: "lists without an entry, which would mean everybody to Kubernetes",
    change: { networkPolicies: { entry: [], extraIngress: [{ ports: [] }] } },
    problems: {
      "networkPolicies.entry": "is too short. At least 1 entry is needed.",
      "networkPolicies.extraIngress[0].ports": "is too short. At least 1 entry is needed.",
    },
  },
];
