import { readFileSync } from "node:fs";
import path from "node:path";
import { readYaml } from "../../yaml/read";
import { merge } from "../../yaml/merge";
import type { Mapping } from "../../config/path";
import type { UmbrellaChart } from "./umbrella-charts";

/** Files of default values, each over the ones before it. */
const files: Readonly<Record<UmbrellaChart, readonly string[]>> = {
  cloudprem: ["cloudprem-4.10.2.yaml"],
  formance: ["cloudprem-4.10.2.yaml", "formance-1.17.4.yaml"],
};

/** The compiler copies no data, so the files are read from the sources; the package has both. */
const folder = path.join(__dirname, "../../../moving-from-helm/chart");

const loaded = new Map<UmbrellaChart, Mapping>();

/** The default values of a chart, those of the charts in it included. */
export function chartDefaults(chart: UmbrellaChart): Mapping {
  const known = loaded.get(chart);
  if (known !== undefined) return known;
  const values = files[chart]
    .map((file): unknown => readYaml(readFileSync(path.join(folder, file), "utf8")).value)
    .reduce((under, over) => merge(under, over), {}) as Mapping;
  loaded.set(chart, values);
  return values;
}
