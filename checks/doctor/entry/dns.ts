import type { LookupFunction } from "node:net";

import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import type { EntryVisit } from "./visit";

export const dns: Check<EntryVisit> = {
  id: "dns",
  title: "The host name resolves",
  meaning: "Browsers, fctl and the services themselves find each other by these names.",
  causes: [
    "The name has no DNS record, or the record hasn't propagated yet.",
    "external-dns runs with a filter that excludes the Ingress.",
    "`domain` or `hosts` in the stack config is misspelled.",
  ],
  remedy:
    "Create an A, AAAA or CNAME record for the load balancer's address, which kubectl -n NAMESPACE get ingress shows. To check before the record exists: doctor --resolve HOST=ADDRESS.",
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
