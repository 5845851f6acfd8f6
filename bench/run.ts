import { median, type Comparison } from "./compare";
import { benchNoOpUp } from "./no-op-up";
import { benchSeed } from "./seed";
import type { SeedCost } from "./seed-cost";

function report({ name, goal, first, second, ratio }: Comparison): string {
  const text = (times: readonly number[]) =>
    `${median(times).toFixed(2)} s (${times[0]?.toFixed(2)} to ${times.at(-1)?.toFixed(2)} s)`;
  const verdict = ratio <= goal ? "reached" : "missed";
  return [
    name,
    `  first   ${text(first)}`,
    `  second  ${text(second)}`,
    `  ratio   ${ratio.toFixed(2)} (goal ${goal}: ${verdict})`,
  ].join("\n");
}

function reportCost({ users, statements, memory, memoryBefore }: SeedCost): string {
  return `  ${users.toLocaleString("en-US")} users: ${statements} statements, at most ${memory} MB of memory (${memoryBefore} MB before)`;
}

/** `run.js [rounds] [up|seed]`: all benchmarks, or the one that is named. */
async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 7);
  const only = process.argv[3];
  if (only !== "seed") console.log(report(await benchNoOpUp(rounds)));
  if (only === "up") return;
  const { comparisons, costs } = await benchSeed(rounds);
  console.log(
    [...comparisons.map(report), "cost of a first seed", ...costs.map(reportCost)].join("\n"),
  );
}

void main();
