import { median, type Comparison } from "./compare";
import { benchNoOpUp } from "./no-op-up";

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

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 7);
  console.log(report(await benchNoOpUp(rounds)));
}

void main();
