import type { CommandIo } from "../../cli/io";
import { run } from "../../cli/run";

/** What a command wrote, and its exit status. */
export interface CommandOutcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, without a terminal. */
export async function runCommandLine(
  args: readonly string[],
  io: Partial<CommandIo> = {},
): Promise<CommandOutcome> {
  let out = "";
  let err = "";
  const status = await run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    // What the Pulumi CLI needs to run.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    cwd: process.cwd(),
    columns: 100,
    interactive: false,
    color: false,
    readInput: () => Promise.resolve(""),
    openInBrowser: () => Promise.reject(new Error("no test opens a browser")),
    ...io,
  });
  return { status, out, err };
}
