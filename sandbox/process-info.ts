import { readFileSync } from "node:fs";

import { codeOf } from "./errors";
import { runCommand } from "./run-command";

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
