import type { StackConfig } from "../config/schema";

/** The services of a control plane that can be deployed. */
export const services = ["dex", "membership", "console", "portal"] as const;

/** A service of a control plane. */
export type Service = (typeof services)[number];

/** The services that a stack with this config deploys. */
export function deployedServices({ oidc, console, portal }: StackConfig): Service[] {
  const deployed: Readonly<Record<Service, boolean>> = {
    dex: oidc === undefined,
    membership: true,
    console: console?.enabled ?? true,
    portal: portal?.enabled ?? true,
  };
  return services.filter((service) => deployed[service]);
}
