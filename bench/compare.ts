/** Two things timed in turns, and how they relate. */
export interface Comparison {
  readonly name: string;
  /** The ratio to reach, at most. */
  readonly goal: number;
  /** Seconds of each round, sorted. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Median of the first by median of the second. */
  readonly ratio: number;
}

/** Runs both in turns, so that what else the machine does meets both alike. */
export async function compare(
  name: string,
  goal: number,
  rounds: number,
  first: () => Promise<void>,
  second: () => Promise<void>,
): Promise<Comparison> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(await seconds(first));
    times[1].push(await seconds(second));
  }
  const [a, b] = times.map((list) => list.sort((x, y) => x - y)) as [number[], number[]];
  return { name, goal, first: a, second: b, ratio: median(a) / median(b) };
}

/** The middle of a sorted list. */
export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function seconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}
