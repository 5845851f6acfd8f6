import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { commandLine, isAlive } from "./process-info";

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

function readPid(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
