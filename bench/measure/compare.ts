import type { BenchOptions } from "../options";

/** Two things timed in turns, and how they relate. */
export interface Comparison {
  readonly name: string;
  /** Seconds of each round, sorted. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Median of the first by median of the second. */
  readonly ratio: number;
}

/** Runs both in turns, so that what else the machine does meets both alike. */
export async function compare(
  name: string,
  { rounds, interrupt }: BenchOptions,
  first: () => Promise<void>,
  second: () => Promise<void>,
): Promise<Comparison> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const [own, run] of [
      [times[0], first],
      [times[1], second],
    ] as const) {
      interrupt?.check();
      own.push(await seconds(run));
    }
  }
  const [a, b] = times.map((list) => list.sort((x, y) => x - y)) as [number[], number[]];
  return { name, first: a, second: b, ratio: median(a) / median(b) };
}

/** A comparison in words. */
export function describe({ name, first, second, ratio }: Comparison): string[] {
  const text = (times: readonly number[]) =>
    `${median(times).toFixed(2)} s (${times[0]?.toFixed(2)} to ${times.at(-1)?.toFixed(2)} s)`;
  return [
    name,
    `  first   ${text(first)}`,
    `  second  ${text(second)}`,
    `  ratio   ${ratio.toFixed(2)}`,
  ];
}

/** The middle of a sorted list. */
function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function seconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}
