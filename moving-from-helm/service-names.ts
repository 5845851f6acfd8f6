import type { Service } from "../facts/services";

/** The charts that a release of the control plane is made of, as the values name them. */
export const subcharts = ["membership", "console-v3", "portal"] as const;
export type Subchart = (typeof subcharts)[number];

/** What a service is called in the values and in the stack config. */
export interface ServiceNames {
  /** Key of the stack config. */
  readonly config: Service;
  /** Path of the service's own values. */
  readonly values: string;
  /** Chart that the service is a part of. */
  readonly chart: Subchart;
  /** Key below `global.platform`; Dex has none, and is addressed as the relying party. */
  readonly platform?: string;
}

export const dexService: ServiceNames = {
  config: "dex",
  values: "membership.dex",
  chart: "membership",
};
export const membershipService: ServiceNames = {
  config: "membership",
  values: "membership",
  chart: "membership",
  platform: "membership",
};
export const webServices: readonly (ServiceNames & { readonly platform: string })[] = [
  { config: "console", values: "console-v3", chart: "console-v3", platform: "consoleV3" },
  { config: "portal", values: "portal", chart: "portal", platform: "portal" },
];

/** The services that have a migration. */
export const migratedServices: readonly ServiceNames[] = [membershipService, ...webServices];

/** All services. */
export const services: readonly ServiceNames[] = [dexService, ...migratedServices];
