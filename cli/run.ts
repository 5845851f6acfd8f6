import { CommanderError } from "commander";

import { errorCodeText } from "../messages/errors";
import { printableJson, printableLines } from "../messages/printable";
import { wrap } from "../messages/wrap";
import { commands } from "./commands";
import { CommandError, EXIT, exitStatusOf, isForPeople } from "./errors";
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
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    if (json) printError(io, error.message.replace(/^error: /, ""));
    return EXIT.usage;
  }
  const known = isForPeople(error) ? error : systemError(error);
  const message = known && printableLines(known.message);
  const text =
    message ??
    `Internal error:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  io.err(`${known !== undefined && io.interactive ? wrap(text, io.columns) : text}\n`);
  if (json) printError(io, message ?? "internal error");
  return exitStatusOf(error);
}

function printError(io: CommandIo, error: string): void {
  io.out(`${printableJson({ error })}\n`);
}

/** What the system refused at a file, which a person can change: rights, space, a wrong path. */
function systemError(error: unknown): CommandError | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("path" in error)) return undefined;
  const code = errorCodeText(error);
  return new CommandError(`${String(error.path)} can't be read or written (${code}).`, {
    cause: error,
  });
}
