import type { Mapping } from "../../config/path";
import { consoleDefaults } from "./console-defaults";
import { globalDefaults } from "./global-defaults";
import { membershipDefaults } from "./membership-defaults";
import { portalDefaults } from "./portal-defaults";

/** The charts that install the whole control plane; the second holds the first's parts as well. */
export const umbrellaCharts = ["cloudprem", "formance"] as const;
export type UmbrellaChart = (typeof umbrellaCharts)[number];

/** The default values of the chart `cloudprem`, those of its parts included. */
const cloudprem: Mapping = {
  global: globalDefaults,
  membership: membershipDefaults,
  "console-v3": consoleDefaults,
  portal: portalDefaults,
};

/** What the chart `formance` sets differently. */
const formance: Mapping = {
  global: {
    platform: { consoleV3: { host: "console.{{ .Values.global.serviceHost }}" } },
    postgresql: { host: "postgresql" },
    licence: { secretKeys: { token: "token" } },
  },
  portal: { config: { postgresql: { auth: { database: "portal" } } } },
  "console-v3": { config: { postgresql: { auth: { database: "console" } } } },
};

/** Default values by chart: `formance` only holds what it changes. */
export const chartDefaults: Readonly<Record<UmbrellaChart, readonly Mapping[]>> = {
  cloudprem: [cloudprem],
  formance: [cloudprem, formance],
};
