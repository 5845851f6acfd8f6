import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../workspace/folders";
import type { Section } from "./measure/section";

/** The file of the ratios that a run may have at most. */
const BUDGET = "bench/budget.json";

/** What is over the budget, or has none. */
export function findOverruns(sections: readonly Section[]): string[] {
  const text = readFileSync(path.join(projectRoot(), BUDGET), "utf8");
  const budget = new Map(Object.entries(JSON.parse(text) as Record<string, number>));
  return sections
    .flatMap(({ ratios }) => Object.entries(ratios))
    .flatMap(([name, ratio]) => {
      const limit = budget.get(name);
      if (limit === undefined)
        return [`${name}: ${ratio.toFixed(2)}, which ${BUDGET} doesn't limit`];
      return ratio <= limit ? [] : [`${name}: ${ratio.toFixed(2)}, at most ${limit}`];
    });
}
