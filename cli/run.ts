import { CommanderError } from "commander";

import { wrap } from "../messages/wrap";
import { commands } from "./commands";
import { EXIT, exitStatusOf, isForPeople } from "./errors";
import type { CommandIo } from "./io";
import { buildProgram } from "./program";
import { packageVersion } from "./version";

/**
 * Runs the command line.
 *
 * @param args - what follows the program's name
 * @returns the exit status: 0 success, 1 problems were found, 2 the command line is wrong
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  let status: number = EXIT.ok;
  const program = buildProgram(io, packageVersion(), commands, (code) => (status = code));
  if (args.length === 0) {
    program.outputHelp();
    return EXIT.ok;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    return report(error, io, args.includes("--json"));
  }
}

function report(error: unknown, io: CommandIo, json: boolean): number {
  // Commander has written what it had to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const known = isForPeople(error);
  const text = known
    ? error.message
    : `Internal error:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  io.err(`${known && io.interactive ? wrap(text, io.columns) : text}\n`);
  if (json) io.out(`${JSON.stringify({ error: known ? error.message : "internal error" })}\n`);
  return exitStatusOf(error);
}
