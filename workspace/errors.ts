/**
 * A mistake or a fact about the machine that a person can act on. Its message says what happened,
 * where, and what to do; it is printed without a stack trace.
 */
export class WorkspaceError extends Error {
  override readonly name: string = "WorkspaceError";
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's error code (`ENOENT`, `EACCES`, ...), when there is one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
