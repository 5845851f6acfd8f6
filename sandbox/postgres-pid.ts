import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { codeOf } from "./errors";
import { runCommand } from "./run-command";

/** The process id of the server that runs on a data folder. */
export async function runningPid(data: string): Promise<number | undefined> {
  const pid = readPid(data);
  if (pid === undefined || !isAlive(pid)) {
    return undefined;
  }
  // After a crash or a restart of the machine the number may be another program's.
  const command = await commandLine(pid);
  return command === undefined || command.includes(data) ? pid : undefined;
}

/** Removes the pid file that a killed server left; call it only when none runs. */
export function clearStalePid(data: string): void {
  rmSync(path.join(data, "postmaster.pid"), { force: true });
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function readPid(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A process's command line; empty when the process is a zombie, undefined where none can be read. */
export async function commandLine(pid: number): Promise<string | undefined> {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    const listed = await runCommand("ps", ["-o", "command=", "-p", String(pid)]);
    return listed.code === 0 ? listed.stdout : undefined;
  }
}
