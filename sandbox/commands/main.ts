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

/** Runs a command of the sandbox, and ends the process with its exit status. */
export async function runMain(command: (context: CommandContext) => Promise<void>): Promise<void> {
  const done = expectEnd();
  const reporter = new TerminalReporter();
  const interrupt = new Interrupt(
    () => {
      reporter.notice(
        "Stopping: operations in progress are completed first. Ctrl-C again ends them at once.",
      );
    },
    (exitStatus) => {
      killChildren(outliving);
      say("Ended at once. The next npm start cleans up what was cut off.");
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
    status = report(error, interrupt, reporter);
  }
  interrupt.close();
  done();
  // Such as a build of Dex that nobody waits for any more.
  killChildren(outliving);
  // Handles that libraries leave open must not keep the process.
  process.exit(status);
}

function report(error: unknown, interrupt: Interrupt, reporter: Reporter): number {
  const cause = interruption(error, interrupt);
  if (cause !== undefined) {
    reporter.fail("stopped");
    say("Stopped. What was done is kept: npm start continues from there, npm run down removes it.");
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
