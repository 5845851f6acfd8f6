import { promises as dns } from "node:dns";

import type { StackConfig } from "../../config/schema";
import { publicAddress } from "../../facts/addresses";
import { deployedServices } from "../../facts/deployment";
import type { Chain } from "../chain";
import type { CheckFinding } from "../check";
import { remedyIn } from "../description";
import { preflightDescriptions } from "../preflight-descriptions";

/** Whether the hosts of the services that are deployed have addresses. */
export function nameChains(config: StackConfig): Chain[] {
  return publicHosts(config).map((host) => [
    {
      id: "host-name",
      group: "network",
      subject: host,
      run: () => hasAddress(host),
    },
  ]);
}

/** The hosts at which browsers find the services. */
export function publicHosts(config: StackConfig): string[] {
  const hosts = deployedServices(config).map((service) => publicAddress(config, service).host);
  return [...new Set(hosts)];
}

async function hasAddress(host: string): Promise<CheckFinding> {
  // Names below .localhost lead to this machine (RFC 6761), which not every resolver knows.
  if (host === "localhost" || host.endsWith(".localhost")) {
    return { status: "ok", evidence: "It leads to this machine." };
  }
  try {
    const found = await dns.lookup(host, { all: true });
    return { status: "ok", evidence: found.map(({ address }) => address).join(", ") };
  } catch {
    return {
      status: "warning",
      evidence: `The name ${host} is not known yet.`,
      remedy: remedyIn(preflightDescriptions, "host-name"),
    };
  }
}
