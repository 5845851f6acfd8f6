import { measure, type Command, type Run } from "./run";

/** The runs of some commands, by their names. */
export type Runs<Name extends string> = Readonly<Record<Name, readonly Run[]>>;

/** Runs commands in turns, so that what else the machine does meets all alike. */
export async function inTurns<Name extends string>(
  rounds: number,
  commands: Readonly<Record<Name, Command>>,
): Promise<Runs<Name>> {
  const names = Object.keys(commands) as Name[];
  const runs = Object.fromEntries(names.map((name): [Name, Run[]] => [name, []])) as Record<
    Name,
    Run[]
  >;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) runs[name].push(await measure(commands[name]));
  }
  return runs;
}

/** The middle one of what is looked at in each run. */
export function medianOf<T>(runs: readonly T[], look: (run: T) => number): number {
  const sorted = runs.map(look).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
