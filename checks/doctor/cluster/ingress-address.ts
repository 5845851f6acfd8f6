import { failed, ok } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

export const ingressAddress: ClusterCheck = {
  id: "ingress-address",
  title: "The Ingress has an address",
  meaning: "The controller hasn't published an address, so DNS records have no target.",
  causes: ["The load balancer is still being made.", "The controller does not run."],
  remedy: "kubectl describe ingress NAME, and the controller's log.",
  look({ ingresses }) {
    return ingresses.map(({ metadata, status }) => {
      const addresses = (status?.loadBalancer?.ingress ?? []).flatMap(
        ({ ip, hostname }) => ip ?? hostname ?? [],
      );
      const finding =
        addresses.length > 0
          ? ok(`Its address is ${addresses.join(", ")}.`)
          : failed("It has no address.");
      return { subject: metadata.name, ...finding };
    });
  },
};
