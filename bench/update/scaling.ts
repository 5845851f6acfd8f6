import path from "node:path";
import { projectRoot } from "../../workspace/folders";
import { inTurns, medianOf } from "../measure/rounds";
import type { Command } from "../measure/run";
import { table, type Section } from "../measure/section";
import type { BenchOptions } from "../options";
import type { Stage } from "./stage";

const COUNTS = [1, 3, 10] as const;

/** Updates without changes of stacks with several control planes: each should add as much as another. */
export async function benchScaling(stage: Stage, { rounds }: BenchOptions): Promise<Section> {
  const commands: Record<string, Command> = {};
  for (const count of COUNTS) {
    commands[count] = await stage.plain(`planes-${count}`, planes(count), {
      "kubernetes:renderYamlToDirectory": path.join(stage.folder, `manifests-${count}`),
    });
  }
  const runs = await inTurns(rounds, commands);
  const [one = 0, three = 0, ten = 0] = COUNTS.map((count) =>
    medianOf(runs[count] ?? [], ({ cpu }) => cpu),
  );
  const slopes = [(three - one) / 2, (ten - three) / 7] as const;
  return {
    title: `control planes in one stack, median of ${rounds}`,
    lines: [
      ...table([
        ["", "time", "CPU"],
        ...COUNTS.map((count) => [
          `${count}`,
          medianOf(runs[count] ?? [], ({ wall }) => wall),
          medianOf(runs[count] ?? [], ({ cpu }) => cpu),
        ]),
      ]),
      `CPU seconds of a further one: ${slopes[0].toFixed(2)} up to 3, ${slopes[1].toFixed(2)} up to 10`,
    ],
    ratios: { "scaling, slope from 3 to 10 by that from 1 to 3": slopes[1] / slopes[0] },
  };
}

function planes(count: number): string {
  return `
    const { ControlPlane } = require(${JSON.stringify(path.join(projectRoot(), "dist/components"))});
    const database = { password: "bench-password" };
    for (let i = 1; i <= ${count}; i++) {
      new ControlPlane("plane-" + i, {
        domain: "plane-" + i + ".example.com",
        namespace: "plane-" + i,
        database: { host: "db.example.com", dex: database, membership: database, console: database, portal: database },
        dex: { admin: { enabled: true } },
        ingress: { tls: { mode: "existing", secretName: "certificate" } },
      });
    }`;
}
