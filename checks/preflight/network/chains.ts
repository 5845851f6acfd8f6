import type { StackConfig } from "../../../config/schema";
import type { Chain } from "../../chain";
import { planned } from "../../check";
import { hostName, publicHosts } from "./host-name";

/** Whether the hosts of the services that are deployed have addresses. */
export function namePreflight(config: StackConfig): Chain[] {
  return publicHosts(config).map((host) => [
    planned(hostName, host, { group: "network", subject: host }),
  ]);
}
