import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { giveUp } from "../support/give-up";

const START_LIMIT = 240_000;
const STOP_LIMIT = 20_000;
const PAUSE = 200;
/** Lines of the log that a failure is told with. */
const TAIL = 20;

/** A program of the cluster. */
export interface Program {
  /** Also the name of its log. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it does its work; asked until it says so. @default at once */
  readonly isReady?: () => Promise<boolean>;
}

/** A program that runs. */
export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  log(): string;
  /** Ends it, and returns when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a program in the background and returns when it is ready; its words go to a log. */
export async function startProgram(logs: string, program: Program): Promise<RunningProgram> {
  const { name, command, args, env = {} } = program;
  const file = path.join(logs, `${name}.log`);
  const descriptor = openSync(file, "a");
  const child = spawn(command, args, {
    stdio: ["ignore", descriptor, descriptor],
    env: { ...process.env, ...env },
    // Ctrl-C is for the tests, which end it.
    detached: true,
  });
  closeSync(descriptor);
  const log = () => readFileSync(file, "utf8");
  let failure: string | undefined;
  let state: "starting" | "running" | "stopped" = "starting";
  const end = (reason: string) => {
    failure ??= reason;
    // Without it every test would wait for its limit, and fail.
    if (state === "running") giveUp(`${name} ended: ${failure}\n${lastLines(log())}`);
  };
  child.once("error", ({ message }) => {
    end(message);
  });
  child.once("exit", (code, signal) => {
    end(`it ended with ${signal ?? code}`);
  });
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    state = "stopped";
    return stopChild(child, signal);
  };
  const limit = Date.now() + START_LIMIT;
  while (!(await isReady(program))) {
    if (failure === undefined && Date.now() < limit) {
      await sleep(PAUSE);
      continue;
    }
    const reason = failure ?? `it is not ready after ${START_LIMIT / 1_000} s`;
    await stop();
    throw new Error(`${name} does not run: ${reason}\n${lastLines(log())}`);
  }
  state = "running";
  return { name, pid: child.pid ?? 0, log, stop };
}

async function isReady({ isReady: ask }: Program): Promise<boolean> {
  if (ask === undefined) return true;
  try {
    return await ask();
  } catch {
    return false;
  }
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT);
  await ended;
  clearTimeout(timer);
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-TAIL).join("\n");
}
