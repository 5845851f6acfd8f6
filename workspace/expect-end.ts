import { writeSync } from "node:fs";

/**
 * Fails this process if it ends before its work is done. Node.js ends with success as soon as nothing
 * is left to wait for, even if a promise then stays open for ever.
 *
 * @returns what to call when the work is done
 */
export function expectEnd(): () => void {
  let isDone = false;
  process.on("exit", (code) => {
    if (isDone || code !== 0) return;
    process.exitCode = 1;
    writeSync(2, "Internal error: the command can't continue, and its work isn't done.\n");
  });
  return () => {
    isDone = true;
  };
}
