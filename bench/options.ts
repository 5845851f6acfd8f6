import { existsSync } from "node:fs";
import path from "node:path";
import { suggest } from "../messages/did-you-mean";
import { parseCommandLine } from "../sandbox/commands/command-line";
import { SandboxError } from "../sandbox/errors";
import type { Interrupt } from "../sandbox/terminal/interrupt";
import { findOnPath } from "../workspace/engine/from-path";

const COMMAND = "npm run bench";

export const USAGE = `${COMMAND} -- [PART...] [--rounds N] [--against FOLDER] [--check] [--profile]

Parts: update, commands, scaling, automation, seed; all unless some are named.
--rounds N   rounds of each comparison (default: 7)
--against F  also update the stack with the program of another checkout, which is built
--check      fail where a ratio is over bench/budget.json
--profile    only leave a CPU profile of the program in an update without changes
--help       print this`;

/** What a part of the benchmark is told. */
export interface BenchOptions {
  /** Rounds of each comparison. */
  readonly rounds: number;
  /** A built checkout of another release, to update the same stack with. */
  readonly against?: string | undefined;
  /** Ends it early. */
  readonly interrupt?: Interrupt;
}

/** What the benchmark was asked for. */
export interface BenchArguments extends BenchOptions {
  readonly parts: readonly string[];
  readonly check: boolean;
  readonly profile: boolean;
  readonly help: boolean;
}

/**
 * Reads the arguments, and looks for what the parts need: most of them take minutes.
 *
 * @param known - the names of all parts
 * @throws {SandboxError} for a mistake
 */
export function parseBenchArguments(
  args: readonly string[],
  known: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): BenchArguments {
  const options = {
    rounds: { type: "string" },
    against: { type: "string" },
    check: { type: "boolean" },
    profile: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  const config = { args: [...args], allowPositionals: true, options };
  const { values, positionals } = parseCommandLine(COMMAND, config, undefined, env);
  const { rounds: count = "7", against, check = false, profile = false, help = false } = values;
  const parts = positionals.length === 0 ? known : positionals;
  for (const part of parts) {
    if (known.includes(part)) continue;
    throw new SandboxError(`The benchmark has no part "${part}".${suggest(part, known)}`);
  }
  const rounds = Number(count);
  if (!/^\d+$/.test(count) || rounds < 1) {
    throw new SandboxError(`--rounds is "${count}"; it must be a number from 1 up.`);
  }
  const further = Object.keys(values).filter((name) => name !== "profile" && name !== "help");
  const [idle] = [...positionals, ...further.map((name) => `--${name}`)];
  if (profile && idle !== undefined) {
    throw new SandboxError(`${idle} has no effect with --profile.`);
  }
  if (against !== undefined) checkAgainst(against, parts);
  if (parts.includes("seed") && !profile && findOnPath("psql", env.PATH) === undefined) {
    throw new SandboxError(
      "The part seed compares with psql, which is not on PATH: install PostgreSQL's client, or name the other parts.",
    );
  }
  return { parts, rounds, against, check, profile, help };
}

function checkAgainst(against: string, parts: readonly string[]): void {
  if (!parts.includes("update")) {
    throw new SandboxError("--against has no effect without the part update.");
  }
  const program = path.resolve(against, "dist/index.js");
  if (existsSync(program)) return;
  throw new SandboxError(
    `--against is "${against}", which is no checkout that is built: there is no ${program}. Build it there: npm ci`,
  );
}
