import { existsSync, readdirSync, readFileSync } from "node:fs";

import { codeOf } from "../../../workspace/errors";
import { runCommand } from "../../../workspace/run-command";

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
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
