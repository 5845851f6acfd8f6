import type { Subchart } from "./layout";

/** What a service is called in the values and in the stack config. */
export interface ServiceNames {
  /** Key of the stack config. */
  readonly config: "dex" | "membership" | "console" | "portal";
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

/** The four services. */
export const services: readonly ServiceNames[] = [dexService, membershipService, ...webServices];
