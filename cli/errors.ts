import { ConfigError } from "../config/problem";
import { HelmError, HelmOptionError } from "../moving-from-helm/errors";
import { SeedError } from "../seed/errors";
import { WorkspaceError } from "../workspace/errors";

/** Exit statuses of every command. */
export const EXIT = { ok: 0, problems: 1, usage: 2 } as const;

/** An error that a person can fix: it says what happened, where, and what to do. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** A command line that makes no sense; the exit status is 2. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
}

/** Whether an error's message is all that a person needs. */
export function isForPeople(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof HelmError ||
    error instanceof SeedError ||
    error instanceof WorkspaceError
  );
}

/** The exit status that an error ends a command with. */
export function exitStatusOf(error: unknown): number {
  const isUsage = error instanceof UsageError || error instanceof HelmOptionError;
  return isUsage ? EXIT.usage : EXIT.problems;
}
