import { obsolete, unused, type LeftOver } from "./capability";

const others = (what: string, release: string) =>
  obsolete(`${what} not part of a control plane: keep ${release}, or install the chart by itself.`);

/** Top-level keys of the values that belong to no chart of a control plane. */
export const otherCharts: Readonly<Record<string, LeftOver>> = {
  regions: others("Regions are", "their release"),
  agent: others("Agents are", "their release"),
  operator: others("The operator is", "its release"),
  stargate: others("Stargate is", "its release"),
  "formance-operator": others("The operator is", "its release"),
  dex: unused("The chart doesn't read it: Dex is below membership.dex."),
  console: unused("The chart doesn't read it: Console is below console-v3."),
  postgresql: unused(
    "The chart doesn't read it. The switch of the bundled database is membership.postgresql.enabled.",
  ),
  tags: unused("Editions differ by the licence, which is below global.licence."),
};
