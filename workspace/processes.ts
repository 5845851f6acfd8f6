import { errorCode } from "../messages/errors";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { runCommand } from "./run-command";

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** A process's command line; empty for a zombie, undefined where none can be read. */
export async function commandLine(pid: number): Promise<string | undefined> {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    const listed = await runCommand("ps", ["-o", "command=", "-p", String(pid)]);
    return listed.code === 0 ? listed.stdout : undefined;
  }
}

/** The ids of the processes whose command line holds a text. */
export async function findProcesses(text: string): Promise<number[]> {
  if (existsSync("/proc/self/cmdline")) {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(pids.map((pid) => commandLine(Number(pid))));
    return pids.filter((_, index) => lines[index]?.includes(text)).map(Number);
  }
  const { stdout } = await runCommand("ps", ["-axo", "pid=,command="]);
  const lines = stdout.split("\n").filter((line) => line.includes(text));
  return lines.map((line) => Number.parseInt(line, 10));
}

/** Ends processes, by force those that don't end on their own in time. */
export async function endProcesses(pids: readonly number[], limit = 20_000): Promise<void> {
  for (const pid of pids) signal(pid, "SIGTERM");
  const end = Date.now() + limit;
  while ((await running(pids)).length > 0 && Date.now() < end) await sleep(50);
  for (const pid of await running(pids)) signal(pid, "SIGKILL");
}

/** Those that still run; one that has ended and that nobody has waited for has no command line. */
async function running(pids: readonly number[]): Promise<number[]> {
  const lines = await Promise.all(
    pids.filter(isAlive).map(async (pid) => ({ pid, line: await commandLine(pid) })),
  );
  return lines.filter(({ line }) => line !== "").map(({ pid }) => pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** Kills everything that this process has started and that hasn't been left to itself, at once. */
export function killChildren(left: ReadonlySet<number> = new Set()): void {
  kill(below(process.pid, left));
}

/** Kills a process, and everything that it has started. */
export function killTree(pid: number): void {
  kill([pid, ...below(pid, new Set())]);
}

function kill(pids: readonly number[]): void {
  for (const pid of pids) signal(pid, "SIGKILL");
}

function below(root: number, left: ReadonlySet<number>): number[] {
  const parents = parentsOfAll();
  const children = (pid: number): number[] =>
    parents
      .filter((each) => each.parent === pid && !left.has(each.pid))
      .flatMap(({ pid: child }) => [child, ...children(child)]);
  return children(root);
}

/** After the program's name, which may hold anything, come the state and the parent. */
function parentIn(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** The parent of each process; waiting for it would be too late. */
function parentsOfAll(): { pid: number; parent: number }[] {
  if (existsSync("/proc/self/stat")) {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => ({ pid: Number(pid), parent: parentIn(pid) }));
  }
  if (process.platform === "win32") return [];
  const listed = execFileSync("ps", ["-axo", "pid=,ppid="], { encoding: "utf8" });
  return listed
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));
}
