import { spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended that had limited time. */
export interface LimitedRun {
  readonly code: number;
  /** What it had printed last when its time was over; absent where it ended by itself. */
  readonly cutOffAt?: string;
}

/**
 * Runs a program whose words go on to this one's output, and ends it and all that it started in its
 * process group when its time is over.
 */
export async function runLimited(
  milliseconds: number,
  command: string,
  args: readonly string[],
): Promise<LimitedRun> {
  // A process group of its own, so that builds end with it.
  const child = spawn(command, args, { stdio: ["inherit", "pipe", "inherit"], detached: true });
  let last = "nothing";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    process.stdout.write(text);
    const line = text.trim().split("\n").at(-1) ?? "";
    if (line !== "") last = line.trim();
  });
  const end = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended.
    }
  };
  const over = new AbortController();
  const timer = setTimeout(() => {
    over.abort();
    end("SIGKILL");
    // What outlives it may hold the pipe open.
    child.stdout.destroy();
  }, milliseconds);
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, end);
  const [code] = (await once(child, "close")) as [number | null];
  for (const signal of signals) process.off(signal, end);
  clearTimeout(timer);
  return over.signal.aborted ? { code: 1, cutOffAt: last } : { code: code ?? 1 };
}
