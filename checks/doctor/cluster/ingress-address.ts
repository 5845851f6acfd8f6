import { failed, ok } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

/** What `ingress.waitForLoadBalancer: false` writes, where no load balancer gives addresses. */
const SKIP_AWAIT = "pulumi.com/skipAwait";

export const ingressAddress: ClusterCheck = {
  id: "ingress-address",
  title: "The Ingress has an address",
  meaning: "Until the controller publishes an address, DNS has nothing to point to.",
  causes: ["The load balancer is still being created.", "The controller isn't running."],
  remedy:
    "Run kubectl -n NAMESPACE describe ingress NAME, and read the controller's log. Where no load balancer gives addresses, set `ingress.waitForLoadBalancer` to false.",
  look({ ingresses }) {
    return ingresses.map(({ metadata, status }) => {
      const addresses = (status?.loadBalancer?.ingress ?? []).flatMap(
        ({ ip, hostname }) => ip ?? hostname ?? [],
      );
      const finding =
        addresses.length > 0
          ? ok(`Its address is ${addresses.join(", ")}.`)
          : metadata.annotations?.[SKIP_AWAIT] === "true"
            ? ok("It has no address, and doesn't need one.")
            : failed("It has no address.");
      return { subject: metadata.name, ...finding };
    });
  },
};
