import path from "node:path";
import { SandboxError } from "../../sandbox/errors";
import type { BenchOptions } from "../options";
import { inTurns, medianOf, type Runs } from "../measure/rounds";
import type { Run } from "../measure/run";
import { table, type Section } from "../measure/section";
import { DYNAMIC, trivialResources } from "./plain-program";
import type { Stage } from "./stage";

/**
 * Updates that change nothing, by the CLI: the control plane, as many trivial resources, the same
 * with one dynamic resource, an empty program, and the control plane of another checkout.
 */
export async function benchUpdate(
  stage: Stage,
  { rounds, against }: BenchOptions,
): Promise<Section> {
  // The group is a resource too.
  const count = stage.resources - 1;
  const runs = await inTurns<string>(rounds, {
    "control plane": stage.controlPlane,
    floor: await stage.plain("floor", trivialResources(count)),
    "floor with a dynamic resource": await stage.plain(
      "dynamic",
      trivialResources(count - 1, DYNAMIC),
    ),
    "empty program": await stage.plain("empty", ""),
    ...(against && { "other checkout": { ...stage.controlPlane, cwd: path.resolve(against) } }),
  });
  for (const [name, own] of Object.entries(runs)) for (const run of own) expectNoChanges(name, run);
  const [plane = [], floor = [], empty = []] = ["control plane", "floor", "empty program"].map(
    (name) => runs[name],
  );
  return {
    title: `pulumi up of ${stage.resources + 1} resources without changes, median of ${rounds}`,
    lines: [
      ...overview(runs, floor),
      "",
      "CPU seconds of the control plane by phase and process",
      ...byPhase(plane),
      "",
      "CPU seconds of the floor by phase and process",
      ...byPhase(floor),
    ],
    ratios: {
      "update, CPU by that of the floor": ratio(plane, floor, cpu),
      "update, time by that of the floor": ratio(plane, floor, wall),
      "update, CPU by that of an empty program": ratio(plane, empty, cpu),
    },
  };
}

const cpu = (run: Run) => run.cpu;
const wall = (run: Run) => run.wall;

function ratio(a: readonly Run[], b: readonly Run[], look: (run: Run) => number): number {
  return medianOf(a, look) / medianOf(b, look);
}

function overview(runs: Runs<string>, floor: readonly Run[]): string[] {
  const names = processNames(Object.values(runs).flat());
  return table([
    ["", "time", "by floor", "CPU", "by floor", ...names],
    ...Object.entries(runs).map(([name, own]) => [
      name,
      medianOf(own, wall),
      ratio(own, floor, wall),
      medianOf(own, cpu),
      ratio(own, floor, cpu),
      ...names.map((process) => medianOf(own, ({ processes }) => processes[process] ?? 0)),
    ]),
  ]);
}

function byPhase(runs: readonly Run[]): string[] {
  const names = processNames(runs);
  const phases = runs[0]?.phases ?? [];
  return table([
    ["", "time", ...names],
    ...phases.map(({ name }, index) => [
      name,
      medianOf(runs, (run) => run.phases[index]?.wall ?? 0),
      ...names.map((process) => medianOf(runs, (run) => run.phases[index]?.costs[process] ?? 0)),
    ]),
  ]);
}

function processNames(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ processes }) => Object.keys(processes)))].sort();
}

/** An update that changed something would be another thing. */
function expectNoChanges(name: string, { output }: Run): void {
  if (/^ +[-+~]+ \d+ /m.test(output) || !/^ +\d+ unchanged/m.test(output)) {
    throw new SandboxError(`The update of the ${name} changed something:\n${output}`);
  }
}
