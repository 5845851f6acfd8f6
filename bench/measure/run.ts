import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { SandboxError } from "../../sandbox/errors";
import { killTree } from "../../workspace/processes";
import { splitIntoPhases, type Phase, type Sample } from "./phases";
import { ProcessCosts } from "./process-costs";
import { ResourceEvents } from "./resource-events";

/** A command to measure. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** @default 0 */
  readonly status?: number;
  /** Ends the command, and all that it has started. */
  readonly signal?: AbortSignal;
  /** Where the engine writes its events, if it does. */
  readonly eventLog?: string;
}

/** What a command took. */
export interface Run {
  readonly wall: number;
  /** CPU seconds of all processes. */
  readonly cpu: number;
  /** CPU seconds by what the processes are. */
  readonly processes: Readonly<Record<string, number>>;
  readonly phases: readonly Phase[];
  readonly output: string;
}

const SAMPLE_MILLISECONDS = 20;

/** Runs a command, and sums what all its processes took. */
export async function measure(command: Command): Promise<Run> {
  const { program, args, cwd, env, status = 0, signal, eventLog } = command;
  signal?.throwIfAborted();
  const file = path.join(tmpdir(), `formance-bench-${process.pid}.log`);
  const log = openSync(file, "w+");
  // It goes with its last reader, however this ends.
  rmSync(file);
  const start = performance.now();
  // The shell tells what the processes took that it and its children waited for.
  const shell = spawn("bash", ["-c", '"$@" >&3 2>&1; echo $?; times', "bash", program, ...args], {
    cwd,
    env,
    // In a session of its own, all its processes can be told from others.
    detached: true,
    stdio: ["ignore", "pipe", "inherit", log],
  });
  if (shell.stdout === null) throw new Error("the shell has no output");
  const costs = new ProcessCosts(shell.pid ?? 0);
  const events = eventLog === undefined ? undefined : new ResourceEvents(eventLog);
  const samples: Sample[] = [];
  const sample = () => {
    costs.sample();
    const time = (performance.now() - start) / 1000;
    samples.push({ time, costs: costs.totals(), resources: events?.count() ?? 0 });
  };
  const timer = setInterval(sample, SAMPLE_MILLISECONDS);
  const end = () => {
    if (shell.pid !== undefined) killTree(shell.pid);
  };
  signal?.addEventListener("abort", end);
  try {
    const [printed] = await Promise.all([text(shell.stdout), once(shell, "close")]);
    signal?.throwIfAborted();
    const wall = (performance.now() - start) / 1000;
    const output = readWhole(log);
    const [code = "", , children = ""] = printed.split("\n");
    if (code !== String(status)) {
      throw new SandboxError(`${program} ${args.join(" ")} ended with ${code}:\n${output}`);
    }
    const last = { time: wall, costs: costs.totals(), resources: events?.count() ?? 0 };
    const phases = events === undefined ? [] : splitIntoPhases([...samples, last]);
    return { wall, cpu: secondsIn(children), processes: costs.totals(), phases, output };
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", end);
    closeSync(log);
  }
}

function readWhole(file: number): string {
  const content = Buffer.alloc(fstatSync(file).size);
  readSync(file, content, 0, content.length, 0);
  return content.toString();
}

/** The sum of times such as `0m1.25s 0m0.31s`. */
function secondsIn(line: string): number {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}
