import { failed, ok } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { endpointsOf } from "./endpoints";

export const clusterDns: ClusterCheck = {
  id: "cluster-dns",
  title: "The cluster's DNS has a ready pod",
  meaning:
    "Without it, pods can't find each other, the database or the public addresses; pods that are already connected fail only later.",
  causes: ["CoreDNS crashes on its configuration.", "Its pods don't fit on a node."],
  remedy:
    "Look at its pods: kubectl -n kube-system get pods -l k8s-app=kube-dns, and read their log: kubectl -n kube-system logs -l k8s-app=kube-dns.",
  look({ dns }) {
    return (dns?.services ?? []).map(({ metadata: { name } }) => {
      const { ready } = dns === undefined ? { ready: 0 } : endpointsOf(dns, name);
      const finding =
        ready > 0
          ? ok("It has a ready pod.")
          : failed("The cluster's DNS has no ready pod, so pods can't resolve any name.");
      return { subject: `kube-system/${name}`, ...finding };
    });
  },
};
