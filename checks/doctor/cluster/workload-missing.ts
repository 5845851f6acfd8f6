import { failed } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

export const workloadMissing: ClusterCheck = {
  id: "workload-missing",
  title: "The Deployments of the stack exist",
  meaning: "The stack's state has a Deployment that the namespace doesn't have.",
  causes: [
    "Someone deleted it by hand.",
    "The context points to a cluster other than the one that you deployed to.",
  ],
  remedy:
    "Check that --context is the right cluster, then create it again from the stack: pulumi up --refresh.",
  look({ deployments, expected = [] }) {
    const there = deployments.map(({ metadata }) => metadata.name);
    return expected
      .filter(({ name }) => !there.includes(name))
      .map(({ name }) => ({
        subject: name,
        ...failed("The stack deployed it, but it isn't in the namespace."),
      }));
  },
};
