import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { connectTo } from "../../network/connect";
import type { EntryVisit } from "./visit";

export const tcp: Check<EntryVisit> = {
  id: "tcp",
  title: "Something listens there",
  meaning: "The name leads to an address, but no connection comes about.",
  causes: [
    "The load balancer has no healthy node, or its firewall lets nobody in.",
    "The DNS record leads to an old address.",
    "The ingress controller does not run.",
  ],
  remedy:
    "Compare the address with that of the load balancer (kubectl get ingress), and look at the ingress controller's pods and Service.",
  async run({ host, port, lookup }, signal) {
    const fault = await connectTo({ host, port, lookup, signal });
    return fault === undefined
      ? ok(`Port ${port} takes connections.`)
      : failed(`No connection to ${host} on port ${port}: ${fault}.`);
  },
};
