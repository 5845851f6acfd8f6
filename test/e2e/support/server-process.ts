import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A machine under load may take long; one that works takes seconds. */
const START_LIMIT = 180_000;
const STOP_LIMIT = 20_000;
const PAUSE = 200;

/** A server of this test alone. */
export interface ServerProcess {
  /** Ends the process, and returns when it is gone. */
  stop(): Promise<void>;
}

/** A server whose words can be shown. */
export interface LoggingServer extends ServerProcess {
  /** The last that it printed. */
  log(): string;
}

/**
 * Starts a server, and returns when it is ready. One that ends before, or is never ready, is an
 * error with the last lines that it printed. `env` is added to the environment of this process.
 */
export async function startServer(
  command: string,
  args: readonly string[],
  isReady: () => Promise<boolean>,
  env: Readonly<Record<string, string>> = {},
): Promise<LoggingServer> {
  const printed: string[] = [];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let failure: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once("error", ({ message }) => {
      failure = message;
      resolve();
    });
    child.once("exit", (code, signal) => {
      failure = `it ended with ${signal ?? code}`;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed.push(text);
      printed.splice(0, printed.length - 50);
    });
  }
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT);
    await ended;
    clearTimeout(timer);
  };
  const end = Date.now() + START_LIMIT;
  while (!(await isReady())) {
    if (failure === undefined && Date.now() < end) {
      await sleep(PAUSE);
      continue;
    }
    const reason = failure ?? `it is not ready after ${START_LIMIT / 1_000} s`;
    await stop();
    throw new Error(`${command} does not run: ${reason}\n${printed.join("").slice(-2_000)}`);
  }
  return { log: () => printed.join(""), stop };
}
