import { nearest } from "../../messages/did-you-mean";
import { isListed, leftOverOf, otherChartOf } from "../capabilities/table";
import type { LeftOver } from "../capabilities/capability";
import { chartDefaults } from "../chart/chart-defaults";
import { umbrellaCharts } from "../chart/umbrella-charts";
import { leaves } from "./layout";
import type { ReleaseValues } from "./release-values";

/** Names every value that was given and that nothing was made of. */
export function noteLeftovers(values: ReleaseValues): void {
  const known = documentedValues();
  for (const { path, isDefault } of values.unused()) {
    const [top = ""] = path.split(".");
    const otherChart = otherChartOf(top);
    if (otherChart !== undefined) values.noteLeftOver(top, otherChart);
    // What has its default value changes nothing, and helm get values --all prints all of them.
    else if (!isDefault)
      values.noteLeftOver(path, leftOverOf(path) ?? withoutCounterpart(path, known));
  }
}

/** The values in the charts' files of default values. */
function documentedValues(): readonly string[] {
  const paths = umbrellaCharts.flatMap((chart) => leaves(chartDefaults(chart)));
  return [...new Set(paths.map(([path]) => path))];
}

function withoutCounterpart(path: string, known: readonly string[]): LeftOver {
  const isKnown = known.some((each) => path === each || path.startsWith(`${each}.`));
  if (isKnown || isListed(path)) {
    return { outcome: "lost", reason: "The stack config has no setting for it." };
  }
  const meant = nearest(path, known);
  const hint = meant === undefined ? "; it may be of another version." : `. Did you mean ${meant}?`;
  return {
    outcome: "unknown",
    reason: `The charts have no such key, so it had no effect${hint}`,
  };
}
