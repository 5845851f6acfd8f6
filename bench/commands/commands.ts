import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inTurns, medianOf } from "../measure/rounds";
import { table, type Section } from "../measure/section";
import type { BenchOptions } from "../options";
import type { Stage } from "../update/stage";

/** Commands that people wait for, by what Node takes to start. */
export async function benchCommands(stage: Stage, { rounds }: BenchOptions): Promise<Section> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-bench-"));
  writeFileSync(
    path.join(folder, "Pulumi.yaml"),
    "name: formance-control-plane\nruntime: nodejs\n",
  );
  writeFileSync(
    path.join(folder, "Pulumi.wrong.yaml"),
    "config:\n  formance-control-plane:domian: example.com\n",
  );
  const doctor = ["doctor", "--stack", "dev", "--time-limit", "5"];
  try {
    const runs = await inTurns(rounds, {
      node: stage.command([], { args: ["-e", "0"] }),
      "--help": stage.command(["--help"]),
      completion: stage.command(["complete", "--", "pre"]),
      "preflight of a wrong config": stage.command(["preflight", "--stack", "wrong"], {
        cwd: folder,
        status: 1,
      }),
      // Nothing serves the entry of this stack.
      "doctor without an entry": stage.command(doctor, { status: 1 }),
    });
    const node = medianOf(runs.node, ({ cpu }) => cpu);
    const rows = Object.entries(runs).map(([name, own]) => ({
      name,
      wall: medianOf(own, (run) => run.wall),
      cpu: medianOf(own, (run) => run.cpu),
    }));
    return {
      title: `commands, median of ${rounds}`,
      lines: table([
        ["", "time", "CPU", "CPU by node"],
        ...rows.map(({ name, wall, cpu }) => [name, wall, cpu, cpu / node]),
      ]),
      ratios: Object.fromEntries(
        rows
          .filter(({ name }) => name !== "node")
          .map(({ name, cpu }) => [`command ${name}, CPU by that of node`, cpu / node]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
