import type { LookupFunction } from "node:net";

import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import type { EntryVisit } from "./visit";

export const dns: Check<EntryVisit> = {
  id: "dns",
  title: "The host name leads somewhere",
  meaning: "Browsers, fctl and the services themselves find each other by these names.",
  causes: [
    "No DNS record exists for the name, or it hasn't propagated yet.",
    "external-dns runs with a filter that leaves the Ingress out.",
    "`domain` or `hosts` in the stack config has a typing error.",
  ],
  remedy:
    "Make an A, AAAA or CNAME record that leads to the load balancer's address (kubectl get ingress shows it). To look before the record is there: doctor --resolve HOST=ADDRESS.",
  async run({ host, lookup }) {
    const addresses = await resolveHost(host, lookup);
    return addresses.length > 0
      ? ok(`${host} is ${addresses.join(", ")}.`)
      : failed(`No address is known for ${host}.`);
  },
};

function resolveHost(host: string, lookup: LookupFunction): Promise<string[]> {
  return new Promise((resolve) => {
    lookup(host, { all: true }, (error, found) => {
      if (error !== null) resolve([]);
      else resolve(typeof found === "string" ? [found] : found.map(({ address }) => address));
    });
  });
}
