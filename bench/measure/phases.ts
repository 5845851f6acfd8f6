/** What a moment knows of a run. */
export interface Sample {
  readonly time: number;
  /** CPU seconds until now, by process. */
  readonly costs: Readonly<Record<string, number>>;
  /** Resources that the engine has begun with; the first is the stack itself. */
  readonly resources: number;
}

/** A part of an update. */
export interface Phase {
  readonly name: string;
  readonly wall: number;
  /** CPU seconds by process. */
  readonly costs: Readonly<Record<string, number>>;
}

/** The parts of an update: until the program runs, until it registers, until it has, and the rest. */
export function splitIntoPhases(samples: readonly Sample[]): Phase[] {
  const last = samples.at(-1);
  if (last === undefined) return [];
  const ends: [string, (sample: Sample) => boolean][] = [
    ["until the program starts", ({ costs }) => (costs.program ?? 0) > 0],
    ["until its first resource", ({ resources }) => resources > 1],
    ["until its last resource", ({ resources }) => resources === last.resources],
    ["until the end", (sample) => sample === last],
  ];
  let from: Sample = { time: 0, costs: {}, resources: 0 };
  return ends.map(([name, isEnd]) => {
    const to = samples.find(isEnd) ?? last;
    const costs = Object.fromEntries(
      Object.entries(to.costs).map(([process, cpu]) => [process, cpu - (from.costs[process] ?? 0)]),
    );
    const phase = { name, wall: to.time - from.time, costs };
    from = to;
    return phase;
  });
}
