import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { commandLine, findProcesses, isAlive } from "../../../workspace/processes";

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

/**
 * Ends a server whose data folder was deleted under it: without its pid file only its command line
 * tells of it, and it would go on for a minute.
 */
export async function endLostServer(data: string): Promise<void> {
  for (const pid of await findProcesses(`postgres -D ${data} `)) {
    // Nothing is left to save: an immediate shutdown.
    process.kill(pid, "SIGQUIT");
    for (let left = 50; left > 0 && isAlive(pid); left--) await sleep(100);
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
