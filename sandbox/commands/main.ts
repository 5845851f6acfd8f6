import { WorkspaceError } from "../../workspace/errors";
import { expectEnd } from "../../workspace/expect-end";
import { onOutputEnd } from "../../workspace/output-end";
import { killChildren } from "../../workspace/processes";
import { outliving } from "../login/process";
import { Interrupt, InterruptedError } from "../terminal/interrupt";
import type { Reporter } from "../terminal/reporter";
import { say } from "../terminal/say";
import { TerminalReporter } from "../terminal/terminal-reporter";

/** What a command of the sandbox works with. */
export interface CommandContext {
  readonly reporter: Reporter;
  readonly interrupt: Interrupt;
}

/** What a command says of Ctrl-C. */
export interface StopWords {
  /** At once, where the end may take a while. */
  readonly stopping?: string;
  /** When it has stopped. */
  readonly stopped: string;
  /** When it was ended by a second Ctrl-C. */
  readonly ended?: string;
}

/** Runs a command of the sandbox, and ends the process with its exit status. */
export async function runMain(
  command: (context: CommandContext) => Promise<void>,
  words: StopWords,
): Promise<void> {
  const done = expectEnd();
  const reporter = new TerminalReporter();
  const interrupt = new Interrupt(
    () => {
      if (words.stopping !== undefined) reporter.notice(words.stopping);
    },
    (exitStatus) => {
      killChildren(outliving);
      say(words.ended ?? words.stopped);
      process.exit(exitStatus);
    },
  );
  onOutputEnd(() => {
    interrupt.receive("SIGHUP");
  });
  let status = 0;
  try {
    await command({ reporter, interrupt });
  } catch (error) {
    status = report(error, interrupt, reporter, words);
  }
  interrupt.close();
  done();
  // Such as a build of Dex that nobody waits for any more.
  killChildren(outliving);
  // Handles that libraries leave open must not keep the process.
  process.exit(status);
}

function report(
  error: unknown,
  interrupt: Interrupt,
  reporter: Reporter,
  { stopped }: StopWords,
): number {
  const cause = interruption(error, interrupt);
  if (cause !== undefined) {
    reporter.fail("stopped");
    say(stopped);
    return cause.exitStatus;
  }
  reporter.fail("failed");
  if (error instanceof WorkspaceError) {
    say(`\n${error.message}`);
  } else {
    // The trace helps to find a mistake of the sandbox's own.
    process.stderr.write(
      `\nInternal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  return 1;
}

/** A step that a signal broke reports its own error; the signal is the cause. */
function interruption(error: unknown, interrupt: Interrupt): InterruptedError | undefined {
  if (error instanceof InterruptedError) return error;
  try {
    interrupt.check();
  } catch (interrupted) {
    if (interrupted instanceof InterruptedError) return interrupted;
  }
  return undefined;
}
