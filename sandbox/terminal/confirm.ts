import { createInterface } from "node:readline/promises";

import { SandboxError } from "../errors";

/** Asks a yes-or-no question; without a terminal, only an explicit `--yes` is an answer. */
export async function confirm(
  question: string,
  options: { yes: boolean; signal?: AbortSignal; yesCommand: string },
): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    throw new SandboxError(
      `${question} There is no terminal to answer on. To say yes: ${options.yesCommand}`,
    );
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // The interface takes Ctrl-C for itself; the process has to hear of it.
  asking.on("SIGINT", () => {
    process.stderr.write("\n");
    process.kill(process.pid, "SIGINT");
  });
  try {
    const ask = `${question} [y/N] `;
    const answer = await (options.signal
      ? asking.question(ask, { signal: options.signal })
      : asking.question(ask));
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    // Ctrl-D is no answer.
    process.stderr.write("\n");
    return false;
  } finally {
    asking.close();
  }
}
