import { promises as dns } from "node:dns";

import type { StackConfig } from "../../../config/schema";
import { publicAddress } from "../../../facts/public-addresses";
import { deployedServices } from "../../../facts/deployment";
import type { Check } from "../../check";
import { ok, warning } from "../../finding";

/** Whether a host has an address. */
export const hostName: Check<string> = {
  id: "host-name",
  title: "The host names resolve",
  meaning: "Browsers and the services find the public entry by these names.",
  causes: ["The records are created after the first update, by hand or by external-dns."],
  remedy: "Create the record for the address of the public entry before the first login.",
  async run(host) {
    // Names below .localhost lead to this machine (RFC 6761), which not every resolver knows.
    if (host === "localhost" || host.endsWith(".localhost")) {
      return ok("Browsers on this machine resolve it; other machines don't.");
    }
    try {
      const found = await dns.lookup(host, { all: true });
      return ok(found.map(({ address }) => address).join(", "));
    } catch {
      return warning(`The name ${host} doesn't resolve yet.`);
    }
  },
};

/** The hosts at which browsers find the services that are deployed. */
export function publicHosts(config: StackConfig): string[] {
  const hosts = deployedServices(config).map((service) => publicAddress(config, service).host);
  return [...new Set(hosts)];
}
