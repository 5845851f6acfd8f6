import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { connectTo } from "../../network/connect";
import type { EntryVisit } from "./visit";

export const tcp: Check<EntryVisit> = {
  id: "tcp",
  title: "The host accepts connections",
  meaning: "The name resolves, but nothing accepts a connection at the address.",
  causes: [
    "The load balancer has no healthy node, or its firewall blocks the connection.",
    "The DNS record points to an old address.",
    "The ingress controller isn't running.",
  ],
  remedy:
    "Compare the address with the load balancer's (kubectl -n NAMESPACE get ingress), and look at the ingress controller's pods and Service.",
  async run({ host, port, lookup }, signal) {
    const fault = await connectTo({ host, port, lookup, signal });
    return fault === undefined
      ? ok(`Port ${port} accepts connections.`)
      : failed(`No connection to ${host} on port ${port}: ${fault}.`);
  },
};
