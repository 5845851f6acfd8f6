import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { Fault } from "./faults";
import type { HostOptions } from "./host";

export type { Fault } from "./faults";

/** How to run the stand-ins. */
export interface PluginOptions {
  /** Failures to inject, for tests. */
  readonly faults?: readonly Fault[];
  /** A file that gets one line of JSON for each create, read, update and delete. */
  readonly logFile?: string;
  /** Wait for objects in a cluster; an API server without controllers makes none ready. @default true */
  readonly waits?: boolean;
}

/** Running stand-ins. */
export interface Plugins {
  /** The value of the engine's environment variable `PULUMI_DEBUG_PROVIDERS`. */
  readonly debugProviders: string;
  /** Ends them; a second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts local stand-ins of the provider plugins `random`, `tls`, `postgresql` and `kubernetes`,
 * for machines that can't download the official ones, and for tests.
 *
 * They run in one child process, which ends with this one.
 */
export async function startPlugins(options: PluginOptions = {}): Promise<Plugins> {
  const { faults = [], logFile, waits = true } = options;
  const hostOptions: HostOptions = { faults, logFile, waits };
  const child = spawn(process.execPath, [path.join(__dirname, "host.js")], {
    env: { ...process.env, STAND_INS: JSON.stringify(hostOptions) },
    stdio: ["pipe", "pipe", "pipe"],
    // In a process group of its own, Ctrl-C does not end it while the engine still needs it.
    detached: true,
  });
  const exited = once(child, "exit");
  const complaints = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    exited.then(() => undefined),
  ]);
  if (first === undefined) {
    throw new Error(`The local provider stand-ins didn't start: ${(await complaints).trim()}`);
  }
  lines.close();

  let stopping = false;
  void exited.then(async () => {
    if (stopping) return;
    process.stderr.write(
      `The local provider stand-ins stopped unexpectedly: ${(await complaints).trim()}\n`,
    );
  });

  const ports = Object.entries(JSON.parse(first) as Record<string, number>);
  return {
    debugProviders: ports.map(([name, port]) => `${name}:${port}`).join(","),
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.end();
      const force = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await exited;
      clearTimeout(force);
    },
  };
}
